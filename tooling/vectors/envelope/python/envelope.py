"""The bank's envelope in Python with the cryptography package: AES-CBC for the text, RSA for the AES key.

Written to test other implementations against; it says what a client has to do, and answers failures with None.
"""

import base64
import binascii
import functools
import json
import os
import re
import secrets
import string

from cryptography import x509
from cryptography.hazmat.primitives import hashes, padding as block_padding
from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.serialization import load_pem_private_key

PADDINGS = {
    "PKCS1": rsa_padding.PKCS1v15(),
    "OAEP-SHA1": rsa_padding.OAEP(mgf=rsa_padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA1(), label=None),
}
ALGORITHM_NAMES = {"PKCS1": "NONE", "OAEP-SHA1": "SHA1"}
PRINTABLE = (string.ascii_letters + string.digits + "+/").encode()


def seal(text: bytes, certificate: bytes, padding: str, key_bytes: int, iv_place: str) -> str:
    """iv_place: field, prefix, plaintext, field+prefix or field+plaintext."""
    key = bytes(secrets.choice(PRINTABLE) for _ in range(key_bytes))
    iv = os.urandom(16)
    data = aes_encrypt(key, iv, iv + text if "plaintext" in iv_place else text)
    return json.dumps(
        {
            "requestId": "",
            "service": "LOP",
            "encryptedKey": encode(public_key(certificate).encrypt(key, PADDINGS[padding])),
            "oaepHashingAlgorithm": ALGORITHM_NAMES[padding],
            "iv": encode(iv) if iv_place.startswith("field") else "",
            "encryptedData": encode(iv + data if "prefix" in iv_place else data),
            "clientInfo": "",
            "optionalParam": "",
        }
    )


def open_envelope(body: bytes, private_key: bytes, padding: str, key_bytes: int) -> bytes | None:
    """The JSON text, or None. A reader on a network must answer every None in the same way."""
    try:
        fields = json.loads(body)
        if fields.get("oaepHashingAlgorithm", "NONE") != ALGORITHM_NAMES[padding]:
            return None
        encrypted_key, data, iv = (decode(fields.get(name) or "") for name in ("encryptedKey", "encryptedData", "iv"))
        key = load_key(private_key).decrypt(encrypted_key, PADDINGS[padding])
        if len(key) != key_bytes or len(iv) not in (0, 16):
            return None
        # An empty field: the first block is the IV. A filled one may stand in front of the data as well.
        if iv == b"" or data.startswith(iv):
            iv, data = data[:16], data[16:]
        text = aes_decrypt(key, iv, data)
        if text.startswith(iv):
            text = text[16:]
        json.loads(text)
        return text
    except (ValueError, AttributeError, binascii.Error):
        return None


def seal_rsa(text: bytes, certificate: bytes, padding: str) -> str:
    """RSA without AES: the text in pieces that fit, one block for each, base64 of all."""
    key = public_key(certificate)
    room = key.key_size // 8 - (11 if padding == "PKCS1" else 42)
    pieces = (text[at : at + room] for at in range(0, len(text), room))
    return encode(b"".join(key.encrypt(piece, PADDINGS[padding]) for piece in pieces))


def open_rsa(body: bytes, private_key: bytes, padding: str) -> bytes | None:
    try:
        key = load_key(private_key)
        data = decode(re.sub(r'^"?(r=)?|"$|\s+', "", body.decode().strip()))
        size = key.key_size // 8
        text = b"".join(key.decrypt(data[at : at + size], PADDINGS[padding]) for at in range(0, len(data), size))
        json.loads(text)
        return text
    except (ValueError, binascii.Error):
        return None


def aes_encrypt(key: bytes, iv: bytes, text: bytes) -> bytes:
    padder = block_padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(padder.update(text) + padder.finalize()) + encryptor.finalize()


def aes_decrypt(key: bytes, iv: bytes, data: bytes) -> bytes:
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    unpadder = block_padding.PKCS7(128).unpadder()
    return unpadder.update(decryptor.update(data) + decryptor.finalize()) + unpadder.finalize()


@functools.cache
def load_key(private_key: bytes):
    """Checking an RSA key takes longer than using it: load it once."""
    return load_pem_private_key(private_key, None)


@functools.cache
def public_key(certificate: bytes):
    return x509.load_pem_x509_certificate(certificate).public_key()


def encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def decode(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
