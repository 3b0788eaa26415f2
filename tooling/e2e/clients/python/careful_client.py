"""A careful client for the composite IMPS calls: standard library and `cryptography` only.

Each payment is written down, and flushed to the disk, before it is sent, and it is sent once. Whatever is not a clear answer is
asked about by the reference that was sent and the date on which it was sent; what stays unclear is reported as unknown.
Run again after a crash it sends nothing that it may have sent before. The environment it reads is score-client's.
"""
import base64
import csv
import datetime
import json
import os
import secrets
import sqlite3
import sys
import time
import urllib.error
import urllib.request
from decimal import Decimal

from cryptography import x509
from cryptography.hazmat.primitives import padding as block_padding
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.serialization import load_pem_private_key

IST = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
PAUSE_S = int(os.environ.get("HUNDI_CLIENT_PAUSE_MS", "5000")) / 1000
TIMEOUT_S = int(os.environ.get("HUNDI_BANK_TIMEOUT_MS", "120000")) / 1000
ENQUIRIES = 4
# Wrong beneficiary details, refused before any debit: the only answers that this client takes for a failure.
DECLINED = {"1", "3", "5", "7", "10", "13", "52"}


def main(csv_path):
    journal = open_journal()
    with open(csv_path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    bank = Bank()
    said = [(row["payout_id"], *pay_once(journal, bank, row)) for row in rows]
    for payout_id, status, detail in said:
        print(json.dumps({"payout_id": payout_id, "status": status, "detail": detail}))


def pay_once(journal, bank, row):
    known = journal.execute("SELECT reference, date, status, detail FROM tries WHERE payout_id = ?", (row["payout_id"],)).fetchone()
    if known is None:
        now = datetime.datetime.now(IST)
        reference, date = "PY" + secrets.token_hex(6).upper() + "0", now.strftime("%m/%d/%Y")
        with journal:
            journal.execute("INSERT INTO tries VALUES (?, ?, ?, 'unknown', 'sent')", (row["payout_id"], reference, date))
        status, detail = read_pay_reply(bank.pay(row, reference, now))
    else:
        reference, date, status, detail = known
    for _ in range(ENQUIRIES):
        if status != "unknown":
            break
        time.sleep(PAUSE_S)
        status, detail = read_status_reply(bank.ask(reference, date), row, reference)
    with journal:
        journal.execute("UPDATE tries SET status = ?, detail = ? WHERE payout_id = ?", (status, detail, row["payout_id"]))
    return status, detail


def read_pay_reply(reply):
    code = str((reply or {}).get("ActCode", ""))
    if code == "0":
        return "paid", str(reply.get("BankRRN", ""))
    return ("failed" if code in DECLINED else "unknown"), f"ActCode {code}" if code else "no clear answer"


def read_status_reply(reply, row, reference):
    """Only an enquiry that names our own payment settles it; nothing that an enquiry says makes it fail."""
    if not reply or str(reply.get("ActCode")) != "0":
        return "unknown", "not confirmed"
    is_ours = (
        reply.get("TranRefNo") == reference
        and reply.get("BeneAccNo") == row["account_number"]
        and Decimal(str(reply.get("Amount"))) == Decimal(row["amount"])
    )
    return ("paid", str(reply.get("BankRRN", ""))) if is_ours else ("unknown", "the reply is about another payment")


def open_journal():
    journal = sqlite3.connect(os.path.join(os.environ["HUNDI_STATE"], "careful-client.sqlite"))
    journal.execute("PRAGMA synchronous = FULL")
    journal.execute("CREATE TABLE IF NOT EXISTS tries (payout_id TEXT PRIMARY KEY, reference TEXT, date TEXT, status TEXT, detail TEXT)")
    return journal


class Bank:
    def __init__(self):
        with open(os.environ["HUNDI_BANK_CERT_FILE"], "rb") as file:
            self.public_key = x509.load_pem_x509_certificate(file.read()).public_key()
        with open(os.environ["HUNDI_PRIVATE_KEY_FILE"], "rb") as file:
            self.private_key = load_pem_private_key(file.read(), password=None)
        self.credentials = {"passCode": os.environ["HUNDI_PASSCODE"], "bcID": os.environ["HUNDI_BC_ID"]}

    def pay(self, row, reference, now):
        return self.call("/api/v1/composite-payment", {
            "localTxnDtTime": now.strftime("%Y%m%d%H%M%S"), "beneAccNo": row["account_number"], "beneIFSC": row["ifsc"],
            "amount": row["amount"], "tranRefNo": reference, "paymentRef": f"{reference} {row['remark']}"[:50],
            "senderName": "CAREFUL CLIENT", "mobile": "9999900000", "retailerCode": "rcode", **self.credentials,
        })

    def ask(self, reference, date):
        return self.call("/api/v1/composite-status", {"transRefNo": reference, "date": date, "recon360": "N", **self.credentials})

    def call(self, path, body):
        """The opened reply, or None when there is none that can be read."""
        request = urllib.request.Request(
            os.environ["HUNDI_BANK_URL"].rstrip("/") + path, data=json.dumps(self.seal(body)).encode(), method="POST",
            headers={"Content-Type": "application/json", "apikey": os.environ["HUNDI_API_KEY"], "x-priority": "0100"},
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response:
                return self.open(json.load(response))
        except (OSError, ValueError, KeyError, urllib.error.HTTPError):
            return None

    def seal(self, body):
        key, iv = secrets.token_hex(8).encode(), secrets.token_bytes(16)
        padder = block_padding.PKCS7(128).padder()
        data = padder.update(json.dumps(body).encode()) + padder.finalize()
        cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
        return {
            "requestId": secrets.token_hex(8), "service": "", "oaepHashingAlgorithm": "NONE", "iv": to_base64(iv),
            "encryptedKey": to_base64(self.public_key.encrypt(key, padding.PKCS1v15())),
            "encryptedData": to_base64(cipher.update(data) + cipher.finalize()), "clientInfo": "", "optionalParam": "",
        }

    def open(self, reply):
        key = self.private_key.decrypt(base64.b64decode(reply["encryptedKey"]), padding.PKCS1v15())
        data = base64.b64decode(reply["encryptedData"])
        cipher = Cipher(algorithms.AES(key), modes.CBC(data[:16])).decryptor()
        unpadder = block_padding.PKCS7(128).unpadder()
        return json.loads(unpadder.update(cipher.update(data[16:]) + cipher.finalize()) + unpadder.finalize())


def to_base64(data):
    return base64.b64encode(data).decode()


if __name__ == "__main__":
    main(sys.argv[-1])
