/**
 * Loaded into a child process by `--import`: the child ends itself when its parent has gone, however it went. The pipe at
 * standard input is closed by the operating system, even after `kill -9`.
 */
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"))
process.stdin.on("error", () => process.kill(process.pid, "SIGTERM"))
process.stdin.resume()

export {}
