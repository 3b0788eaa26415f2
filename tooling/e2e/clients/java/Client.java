import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pays a file over the composite IMPS calls with the JDK alone: `java Client.java FILE`, the rest from the environment that
 * score-client gives. Pays each row once, then enquires; a payment is said to be paid only if the enquiry confirms it.
 * java.net.http is used, because HttpURLConnection sends a POST a second time when the connection breaks (sun.net.http.retryPost).
 */
public final class Client {
  private static final ZoneOffset IST = ZoneOffset.ofHoursMinutes(5, 30);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final PublicKey bankKey;
  private final PrivateKey ownKey;

  public static void main(String[] args) throws Exception {
    Client client = new Client();
    List<String> said = new ArrayList<>();
    List<String> lines = Files.readAllLines(Path.of(args[args.length - 1]));
    for (String line : lines.subList(1, lines.size())) {
      if (line.isBlank()) continue;
      // payout_id, amount, beneficiary_name, account_number, ifsc, remark; score-client quotes nothing.
      String[] row = line.split(",");
      said.add(json(Map.of("payout_id", row[0], "status", client.payOnce(row))));
    }
    said.forEach(System.out::println);
  }

  private Client() throws GeneralSecurityException, IOException {
    try (var file = Files.newInputStream(Path.of(env("HUNDI_BANK_CERT_FILE")))) {
      bankKey = CertificateFactory.getInstance("X.509").generateCertificate(file).getPublicKey();
    }
    String pem = Files.readString(Path.of(env("HUNDI_PRIVATE_KEY_FILE"))).replaceAll("-----[^-]+-----|\\s", "");
    ownKey = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
  }

  private String payOnce(String[] row) throws Exception {
    ZonedDateTime now = ZonedDateTime.now(IST);
    String reference = "JV" + randomHex(6).toUpperCase() + "0";
    Map<String, String> fields = new TreeMap<>(Map.of(
        "tranRefNo", reference, "amount", row[1], "beneAccNo", row[3], "beneIFSC", row[4], "paymentRef", reference + " " + row[5],
        "localTxnDtTime", now.format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss")),
        "senderName", "JAVA CLIENT", "mobile", "9999900000", "retailerCode", "rcode"));
    call("/api/v1/composite-payment", fields);
    for (int enquiry = 0; enquiry < 3; enquiry++) {
      String reply = call("/api/v1/composite-status", new TreeMap<>(Map.of(
          "transRefNo", reference, "date", now.format(DateTimeFormatter.ofPattern("MM/dd/yyyy")), "recon360", "N")));
      if (field(reply, "ActCode").equals("0") && field(reply, "TranRefNo").equals(reference)) return "paid";
      Thread.sleep(Long.parseLong(env("HUNDI_CLIENT_PAUSE_MS")));
    }
    return "unknown";
  }

  /** The opened reply; empty when there is none that can be read. */
  private String call(String path, Map<String, String> fields) throws Exception {
    fields.put("passCode", env("HUNDI_PASSCODE"));
    fields.put("bcID", env("HUNDI_BC_ID"));
    HttpRequest request = HttpRequest.newBuilder(URI.create(env("HUNDI_BANK_URL").replaceAll("/$", "") + path))
        .timeout(Duration.ofMillis(Long.parseLong(env("HUNDI_BANK_TIMEOUT_MS"))))
        .header("Content-Type", "application/json").header("apikey", env("HUNDI_API_KEY")).header("x-priority", "0100")
        .POST(HttpRequest.BodyPublishers.ofString(seal(json(fields)))).build();
    try {
      return open(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
      return "";
    }
  }

  private String seal(String body) throws GeneralSecurityException {
    byte[] key = randomHex(8).getBytes(StandardCharsets.US_ASCII);
    byte[] iv = new byte[16];
    RANDOM.nextBytes(iv);
    Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    rsa.init(Cipher.ENCRYPT_MODE, bankKey);
    return json(new TreeMap<>(Map.of(
        "requestId", randomHex(8), "service", "", "oaepHashingAlgorithm", "NONE", "iv", base64(iv), "clientInfo", "", "optionalParam", "",
        "encryptedKey", base64(rsa.doFinal(key)), "encryptedData", base64(aes.doFinal(body.getBytes(StandardCharsets.UTF_8))))));
  }

  private String open(String reply) throws GeneralSecurityException {
    Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    rsa.init(Cipher.DECRYPT_MODE, ownKey);
    byte[] key = rsa.doFinal(Base64.getDecoder().decode(field(reply, "encryptedKey")));
    byte[] data = Base64.getDecoder().decode(field(reply, "encryptedData"));
    Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
    aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(data, 0, 16));
    return new String(aes.doFinal(data, 16, data.length - 16), StandardCharsets.UTF_8);
  }

  /** One text field of a flat reply. The JDK has no JSON reader, and these replies hold no escapes in the fields asked for. */
  private static String field(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    return found.find() ? found.group(1) : "";
  }

  private static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(one -> "\"" + one.getKey() + "\":\"" + one.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String env(String name) {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) throw new IllegalStateException(name + " is not set");
    return value;
  }

  private static String base64(byte[] data) {
    return Base64.getEncoder().encodeToString(data);
  }

  private static String randomHex(int bytes) {
    byte[] data = new byte[bytes];
    RANDOM.nextBytes(data);
    return HexFormat.of().formatHex(data);
  }
}
