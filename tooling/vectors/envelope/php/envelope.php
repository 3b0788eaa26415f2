<?php

declare(strict_types=1);

/**
 * The bank's envelope in PHP with its openssl extension alone: AES-CBC for the text, RSA for the AES key.
 * Written to test other implementations against; it says what a client has to do, and answers failures with null.
 */

const PADDINGS = ['PKCS1' => OPENSSL_PKCS1_PADDING, 'OAEP-SHA1' => OPENSSL_PKCS1_OAEP_PADDING];
const ALGORITHM_NAMES = ['PKCS1' => 'NONE', 'OAEP-SHA1' => 'SHA1'];

/** @param string $ivPlace field, prefix, plaintext, field+prefix or field+plaintext */
function seal(string $json, string $certificate, string $padding, int $keyBytes, string $ivPlace): string
{
    $key = random_bytes($keyBytes);
    $iv = random_bytes(16);
    $inPlaintext = str_contains($ivPlace, 'plaintext');
    $data = openssl_encrypt($inPlaintext ? $iv . $json : $json, aes_name($key), $key, OPENSSL_RAW_DATA, $iv);
    openssl_public_encrypt($key, $encryptedKey, $certificate, PADDINGS[$padding]);
    return json_encode([
        'requestId' => '',
        'service' => 'LOP',
        'encryptedKey' => base64_encode($encryptedKey),
        'oaepHashingAlgorithm' => ALGORITHM_NAMES[$padding],
        'iv' => str_starts_with($ivPlace, 'field') ? base64_encode($iv) : '',
        'encryptedData' => base64_encode(str_contains($ivPlace, 'prefix') ? $iv . $data : $data),
        'clientInfo' => '',
        'optionalParam' => '',
    ]);
}

/** The JSON text, or null. A reader on a network must answer every null in the same way. */
function open(string $body, string $privateKey, string $padding, int $keyBytes): ?string
{
    $fields = json_decode($body, true);
    if (!is_array($fields) || ($fields['oaepHashingAlgorithm'] ?? 'NONE') !== ALGORITHM_NAMES[$padding]) {
        return null;
    }
    $encryptedKey = base64_decode($fields['encryptedKey'] ?? '', true);
    $data = base64_decode($fields['encryptedData'] ?? '', true);
    $iv = base64_decode($fields['iv'] ?? '', true);
    if ($encryptedKey === false || $data === false || $iv === false || !in_array(strlen($iv), [0, 16], true)) {
        return null;
    }
    $opened = openssl_private_decrypt($encryptedKey, $key, $privateKey, PADDINGS[$padding]);
    if (!$opened || strlen($key) !== $keyBytes) {
        return null;
    }
    // An empty field: the first block is the IV. A filled one may stand in front of the data as well.
    if ($iv === '' || str_starts_with($data, $iv)) {
        $iv = substr($data, 0, 16);
        $data = substr($data, 16);
    }
    if (strlen($data) < 16) {
        return null;
    }
    $text = openssl_decrypt($data, aes_name($key), $key, OPENSSL_RAW_DATA, $iv);
    if ($text !== false && str_starts_with($text, $iv)) {
        $text = substr($text, 16);
    }
    return is_string($text) && json_decode($text) !== null ? $text : null;
}

/** RSA without AES: the text in pieces that fit, one block for each, base64 of all. */
function seal_rsa(string $json, string $certificate, string $padding): string
{
    $blockBytes = openssl_pkey_get_details(openssl_pkey_get_public($certificate))['bits'] / 8;
    $out = '';
    foreach (str_split($json, $blockBytes - ($padding === 'PKCS1' ? 11 : 42)) as $piece) {
        openssl_public_encrypt($piece, $block, $certificate, PADDINGS[$padding]);
        $out .= $block;
    }
    return base64_encode($out);
}

function open_rsa(string $body, string $privateKey, string $padding): ?string
{
    $key = openssl_pkey_get_private($privateKey);
    $bytes = base64_decode(preg_replace('/\s+/', '', preg_replace('/^"?(r=)?|"$/', '', trim($body))), true);
    $text = '';
    foreach (str_split($bytes === false ? '' : $bytes, openssl_pkey_get_details($key)['bits'] / 8) as $block) {
        if (!openssl_private_decrypt($block, $piece, $key, PADDINGS[$padding])) {
            return null;
        }
        $text .= $piece;
    }
    return json_decode($text) !== null ? $text : null;
}

function aes_name(string $key): string
{
    return strlen($key) === 16 ? 'aes-128-cbc' : 'aes-256-cbc';
}
