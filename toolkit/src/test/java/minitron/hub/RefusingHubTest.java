package minitron.hub;

import static minitron.hub.Oddity.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import minitron.Refusal;
import minitron.runs.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hubs that refuse, or answer what they should not: the one sentence that is said. */
@Timeout(60)
class RefusingHubTest {
  private static final String LIST = "api/models/org/name/revision/main";
  private static final String WEIGHTS = "model.safetensors";

  @TempDir Path temp;
  private FakeHub hub;

  @BeforeEach
  void open() {
    hub = new FakeHub();
    hub.files.put(WEIGHTS, "0123456789".getBytes(StandardCharsets.US_ASCII));
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private String fails(String... parts) {
    return Sentence.of(() -> hub.download(temp), parts);
  }

  @Test
  void privateAndGatedModels() {
    String page = hub.endpoint() + "/org/name";
    hub.oddly(LIST, status(401), status(403, "X-Error-Code", "GatedRepo"));
    fails("The hub shows no model org/name here: it does not exist, or it is private", page);
    fails("org/name is gated, and the token that is set may not read it: accept its", page);
    hub.oddly(LIST, status(401, "X-Error-Message", "Invalid credentials in header"));
    fails("The hub does not know the token that is set", "/settings/tokens and set HF_TOKEN");
    hub.oddly("hub " + WEIGHTS, status(401, "X-Error-Code", "GatedRepo"));
    fails("org/name is gated", page);
  }

  @Test
  void whatTheHubDoesNotHave() {
    hub.oddly(LIST, status(404, "X-Error-Code", "RepoNotFound"));
    fails("has no model org/name: check the name.");
    hub.oddly("api/models/org/name/revision/v9", status(404, "X-Error-Code", "RevisionNotFound"));
    Sentence.of(
        () -> hub.download(temp, "org/name@v9", DownloadOptions.DEFAULT, Progress.SILENT),
        "org/name has no branch, tag or commit \"v9\": see " + hub.endpoint() + "/org/name/tree/");
    hub.oddly("hub " + WEIGHTS, status(404, "X-Error-Code", "EntryNotFound"));
    fails("org/name has no file \"model.safetensors\" at main");
    hub.oddly(LIST, status(418));
    fails("127.0.0.1 answers with status 418 to the request for org/name: is HF_ENDPOINT a hub?");
  }

  @Test
  void whatIsNoList() {
    for (String answer : List.of("<html>", "{}", "{\"sha\": \"../..\"}", "{\"siblings\": 3}")) {
      hub.oddly(LIST, Oddity.text(answer));
      fails("127.0.0.1 answers with something else than a list of files (", "is HF_ENDPOINT a hub");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x.json",
        "/etc/x.json",
        "a/../../x.json",
        "..\\x.json",
        "C:\\x.json",
        "C:x.json",
        "a/D:x.json",
        "a//x.json",
        "./x.json",
        "a\u0000.json"
      })
  void pathsThatLeadOutAreRefused(String path) throws IOException {
    hub.files.put(path, new byte[] {1});
    var all = DownloadOptions.DEFAULT.include("*");
    Refusal.of(
        () -> hub.download(temp, "org/name", all, Progress.SILENT),
        "which is not a path inside of a folder: nothing is fetched.");
    try (Stream<Path> files = Files.list(temp)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void redirectsThatLeadNowhere() {
    String unsafe = "points to \"file:///etc/passwd\", which is no safe address";
    hub.oddly("hub " + WEIGHTS, status(302, "Location", "file:///etc/passwd"));
    fails(unsafe);
    Oddity circle = status(302, "Location", "/org/name/resolve/main/" + WEIGHTS);
    for (int i = 0; i < 10; i++) {
      hub.oddly("hub " + WEIGHTS, circle);
    }
    fails("127.0.0.1 sends in a circle");
  }

  /** What Java says where there is no network, in our words. */
  @Test
  void noWayToTheHub() {
    var unknown = new ConnectException();
    unknown.initCause(new UnresolvedAddressException());
    assertTrue(Fault.of("hub.org", unknown).getMessage().contains("no way to hub.org, whose name"));
    var unsafe =
        new SSLHandshakeException(
            "PKIX path building failed: sun.security.X: unable to find valid certification path");
    String said = Fault.of("hub.org", unsafe).getMessage();
    assertTrue(said.contains("no safe connection to hub.org (unable to find valid c"), said);
    String endpoint = hub.endpoint();
    hub.close();
    fails("127.0.0.1 cannot be reached: is this machine online?");
    assertEquals(0, hub.rested(), endpoint + " was never there");
  }

  @Test
  void aDiskThatIsTooSmall() {
    Space.check("org/name", 10, temp, 10);
    Space.check("org/name", 10, temp, 0); // it does not know
    Refusal.of(
        () -> Space.check("org/name", 16_000_000_000L, temp, 2_000_000_000),
        "org/name needs 16,000 MB more in " + temp + ", where 2,000 MB are free: free some space");
  }
}
