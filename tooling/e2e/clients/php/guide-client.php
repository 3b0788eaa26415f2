<?php
// A client that pays twice, on purpose: it follows the widely read guide to composite IMPS (seed 004 of the project's sources)
// in what that guide does and advises, in own words and code, and none of it is to be copied:
//   - the reference is made inside the call and forgotten with it; nothing is written down before money is sent;
//   - a status reply with any ActCode but 0 counts as "did not go through", "not found" too;
//   - 30, 91, U78 and time-outs are tried again under a new reference;
//   - one fixed session key and IV, amounts as floats, the date of an enquiry taken from the clock when asking.
// The pauses are HUNDI_CLIENT_PAUSE_MS long, so that a score does not take the five seconds per enquiry of the guide.
declare(strict_types=1);

const TRIES = 3;
const SAFE_TO_RETRY = ['30', '91', 'U78'];

date_default_timezone_set('Asia/Kolkata');
main($argv[count($argv) - 1]);

function main(string $csvPath): void
{
    foreach (readRows($csvPath) as $row) {
        $status = payWithRetries($row);
        $said[] = json_encode(['payout_id' => $row['payout_id'], 'status' => $status]);
    }
    echo implode("\n", $said ?? []), "\n";
}

function readRows(string $csvPath): array
{
    $file = fopen($csvPath, 'r');
    $header = fgetcsv($file);
    $rows = [];
    while (($cells = fgetcsv($file)) !== false) {
        $rows[] = array_combine($header, $cells);
    }
    return $rows;
}

function payWithRetries(array $row): string
{
    for ($try = 1; $try <= TRIES; $try++) {
        $reference = 'TRN_' . uniqid();
        try {
            pay($row, $reference);
            return 'paid';
        } catch (BankFailure $failure) {
            pause();
            try {
                $status = ask($reference);
                // Loose on purpose, as in the guide: a reply without an ActCode equals 0 too.
                if (@$status->ActCode == 0) {
                    return 'paid';
                }
            } catch (BankFailure $statusFailure) {
                return 'unknown';
            }
            $mayRetry = $failure->isTimeout || in_array($failure->actCode, SAFE_TO_RETRY, true);
            if (!$mayRetry) {
                return 'failed';
            }
            pause();
        }
    }
    return 'failed';
}

final class BankFailure extends Exception
{
    public function __construct(public readonly bool $isTimeout, public readonly string $actCode = '')
    {
        parent::__construct($actCode === '' ? 'no usable answer' : "ActCode $actCode");
    }
}

function pay(array $row, string $reference): void
{
    $reply = call('/api/v1/composite-payment', [
        'localTxnDtTime' => date('YmdHis'),
        'beneAccNo' => $row['account_number'],
        'beneIFSC' => $row['ifsc'],
        'amount' => (float) $row['amount'],
        'tranRefNo' => $reference,
        'paymentRef' => substr($row['remark'], 0, 50),
        'senderName' => 'GUIDE CLIENT',
        'mobile' => '9999900000',
        'retailerCode' => 'rcode',
        'passCode' => getenv('HUNDI_PASSCODE'),
        'bcID' => getenv('HUNDI_BC_ID'),
        'aggrId' => '',
        'crpId' => '',
        'crpUsr' => '',
    ]);
    if (@$reply->ActCode != 0) {
        throw new BankFailure(false, (string) $reply->ActCode);
    }
}

function ask(string $reference): object
{
    return call('/api/v1/composite-status', [
        'transRefNo' => $reference,
        'passCode' => getenv('HUNDI_PASSCODE'),
        'bcID' => getenv('HUNDI_BC_ID'),
        'date' => date('m/d/Y'),
        'recon360' => 'N',
    ]);
}

function call(string $path, array $body): object
{
    $key = '1234567890123456';
    $data = openssl_encrypt(json_encode($body), 'aes-128-cbc', $key, OPENSSL_RAW_DATA, $key);
    openssl_public_encrypt($key, $wrapped, file_get_contents(getenv('HUNDI_BANK_CERT_FILE')));
    $envelope = json_encode([
        'requestId' => 'req_' . time(),
        'service' => '',
        'encryptedKey' => base64_encode($wrapped),
        'oaepHashingAlgorithm' => 'NONE',
        'iv' => base64_encode($key),
        'encryptedData' => base64_encode($data),
        'clientInfo' => '',
        'optionalParam' => '',
    ]);
    $raw = @file_get_contents(rtrim(getenv('HUNDI_BANK_URL'), '/') . $path, false, stream_context_create(['http' => [
        'method' => 'POST',
        'header' => ['Content-Type: application/json', 'apikey: ' . getenv('HUNDI_API_KEY'), 'x-priority: 0100', 'Connection: close'],
        'content' => $envelope,
        'timeout' => ((int) (getenv('HUNDI_BANK_TIMEOUT_MS') ?: 120000)) / 1000,
        'ignore_errors' => true,
    ]]));
    if ($raw === false || $raw === '') {
        throw new BankFailure(true);
    }
    return openReply($raw);
}

function openReply(string $raw): object
{
    $reply = json_decode($raw);
    if (!is_object($reply) || !isset($reply->encryptedKey, $reply->encryptedData)) {
        throw new BankFailure(false);
    }
    $isOpen = openssl_private_decrypt(base64_decode($reply->encryptedKey), $key, file_get_contents(getenv('HUNDI_PRIVATE_KEY_FILE')));
    if (!$isOpen || strlen($key) !== 16) {
        throw new BankFailure(false);
    }
    // The bank's IV is the first block of the data: decrypted under a zero IV it becomes 16 bytes to throw away.
    $plain = openssl_decrypt(base64_decode($reply->encryptedData), 'aes-128-cbc', $key, OPENSSL_RAW_DATA, str_repeat("\0", 16));
    $value = $plain === false ? null : json_decode(substr($plain, 16));
    if (!is_object($value)) {
        throw new BankFailure(false);
    }
    return $value;
}

function pause(): void
{
    usleep(1000 * (int) (getenv('HUNDI_CLIENT_PAUSE_MS') ?: 5000));
}
