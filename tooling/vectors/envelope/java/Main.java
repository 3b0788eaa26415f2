import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.spec.MGF1ParameterSpec;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Jobs come on standard input, one a line, tabs between the parts; see ../README.md. Each is answered by one line. */
final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) System.out.println(run(line.split("\t", -1)));
  }

  private static String run(String[] job) throws Exception {
    return switch (job[0]) {
      case "version" -> "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name");
      case "seal" -> Envelope.seal(Envelope.decode(job[5]), read(job[4]), job[1], Integer.parseInt(job[2]), job[3]);
      case "open" -> answer(Envelope.open(text(job[4]), read(job[3]), job[1], Integer.parseInt(job[2])));
      case "seal-rsa" -> Envelope.sealRsa(Envelope.decode(job[3]), read(job[2]), job[1]);
      case "open-rsa" -> answer(Envelope.openRsa(text(job[3]), read(job[2]), job[1]));
      case "raw" -> Envelope.encode(
          Envelope.rsa(Cipher.ENCRYPT_MODE, "RSA/ECB/NoPadding", Envelope.publicKey(read(job[1])), hex(job[2])));
      case "aes" -> aes(hex(job[1]), hex(job[2]), hex(job[3]));
      case "oaep" -> oaep(job[1], job[2], hex(job[3]), read(job[4]), hex(job[5]));
      default -> throw new IllegalArgumentException("unknown job: " + job[0]);
    };
  }

  private static String answer(Optional<byte[]> text) {
    return text.map(Envelope::encode).orElse("refused");
  }

  private static String aes(byte[] key, byte[] iv, byte[] input) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    return Envelope.encode(cipher.doFinal(input));
  }

  /** OAEP with other hashes or a label, which a reader has to refuse. */
  private static String oaep(String hash, String maskHash, byte[] label, byte[] certificate, byte[] input) throws Exception {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    var settings = new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(maskHash), new PSource.PSpecified(label));
    cipher.init(Cipher.ENCRYPT_MODE, Envelope.publicKey(certificate), settings);
    return Envelope.encode(cipher.doFinal(input));
  }

  private static byte[] read(String file) throws Exception {
    return Files.readAllBytes(Path.of(file));
  }

  private static String text(String base64) {
    return new String(Envelope.decode(base64), StandardCharsets.UTF_8);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
