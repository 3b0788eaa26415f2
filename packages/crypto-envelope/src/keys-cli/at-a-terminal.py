"""Runs a command at a pseudo-terminal: types one answer at each prompt that ends in a colon, prints all that the
terminal showed, and ends with the command's exit code. Usage: at-a-terminal.py '["answer", ...]' command..."""
import json, os, pty, sys

answers = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
shown = b""
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    shown += piece
    if answers and shown.endswith(b": "):
        os.write(terminal, answers.pop(0).encode() + b"\r")
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
