"""Jobs come on standard input, one a line, tabs between the parts; see ../README.md. Each is answered by one line."""

import base64
import platform
import sys
from pathlib import Path

import cryptography
from cryptography.hazmat.backends.openssl import backend
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

import envelope


def run(name: str, *parts: str) -> str:
    match name, parts:
        case "version", _:
            versions = f"cryptography {cryptography.__version__}, {backend.openssl_version_text()}"
            return f"Python {platform.python_version()}, {versions}"
        case "seal", (padding, key_bytes, iv_place, file, text):
            return envelope.seal(base64.b64decode(text), Path(file).read_bytes(), padding, int(key_bytes), iv_place)
        case "open", (padding, key_bytes, file, body):
            return answer(envelope.open_envelope(base64.b64decode(body), Path(file).read_bytes(), padding, int(key_bytes)))
        case "seal-rsa", (padding, file, text):
            return envelope.seal_rsa(base64.b64decode(text), Path(file).read_bytes(), padding)
        case "open-rsa", (padding, file, body):
            return answer(envelope.open_rsa(base64.b64decode(body), Path(file).read_bytes(), padding))
        case "raw", (file, block):
            return envelope.encode(raw(Path(file).read_bytes(), bytes.fromhex(block)))
        case "aes", (key, iv, text):
            encryptor = Cipher(algorithms.AES(bytes.fromhex(key)), modes.CBC(bytes.fromhex(iv))).encryptor()
            return envelope.encode(encryptor.update(bytes.fromhex(text)) + encryptor.finalize())
        case "oaep", (main, mask, label, file, text):
            settings = rsa_padding.OAEP(rsa_padding.MGF1(hash_of(mask)), hash_of(main), bytes.fromhex(label) or None)
            return envelope.encode(envelope.public_key(Path(file).read_bytes()).encrypt(bytes.fromhex(text), settings))
    raise ValueError(f"unknown job: {name}")


def answer(text: bytes | None) -> str:
    return "refused" if text is None else envelope.encode(text)


def raw(certificate: bytes, block: bytes) -> bytes:
    """RSA without padding, for blocks that are wrong on purpose."""
    numbers = envelope.public_key(certificate).public_numbers()
    return pow(int.from_bytes(block, "big"), numbers.e, numbers.n).to_bytes(len(block), "big")


def hash_of(name: str) -> hashes.HashAlgorithm:
    return {"SHA-1": hashes.SHA1, "SHA-256": hashes.SHA256}[name]()


for line in sys.stdin:
    print(run(*line.rstrip("\n").split("\t")), flush=True)
