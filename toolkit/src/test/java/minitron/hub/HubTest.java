package minitron.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import minitron.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment, as huggingface_hub reads it. */
class HubTest {
  @TempDir Path temp;

  private Hub hub(Map<String, String> environment) {
    return Hub.of(environment, temp);
  }

  @Test
  void itsAddress() {
    assertEquals("https://huggingface.co", hub(Map.of()).endpoint().toString());
    assertEquals("https://huggingface.co", hub(Map.of("HF_ENDPOINT", "")).endpoint().toString());
    Hub mirror = hub(Map.of("HF_ENDPOINT", "http://mirror:8080/hub/"));
    assertEquals("http://mirror:8080/hub/org/name", mirror.at("/org/name").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"huggingface.co", "ftp://x", "https://", "a b", "file:///x"})
  void whatIsNoAddress(String address) {
    Refusal.of(
        () -> hub(Map.of("HF_ENDPOINT", address)), "HF_ENDPOINT=\"" + address + "\" is not the");
  }

  @Test
  void theToken() throws IOException {
    assertEquals("", hub(Map.of()).token());
    Path usual = temp.resolve(".cache/huggingface/token");
    Files.createDirectories(usual.getParent());
    Files.writeString(usual, "hf_usual\n");
    Files.writeString(temp.resolve("other"), " hf_other ");
    Files.writeString(Files.createDirectories(temp.resolve("home")).resolve("token"), "hf_home");
    assertEquals("hf_usual", hub(Map.of()).token());
    assertEquals("hf_home", hub(Map.of("HF_HOME", "~/home")).token());
    assertEquals("hf_other", hub(Map.of("HF_TOKEN_PATH", "~/other")).token());
    assertEquals("hf_set", hub(Map.of("HF_TOKEN", "hf_set\n", "HF_HOME", "~/home")).token());
    assertEquals("hf_usual", hub(Map.of("HF_TOKEN", " ")).token());
    assertEquals("hf_old", hub(Map.of("HUGGING_FACE_HUB_TOKEN", "hf_old")).token());
  }

  @Test
  void theTokenIsNeverShown() {
    assertFalse(hub(Map.of("HF_TOKEN", "hf_secret")).toString().contains("hf_secret"));
    String said = Refusal.of(() -> hub(Map.of("HF_TOKEN", "hf_sec ret")), "The token for the hub");
    assertFalse(said.contains("sec"), said);
  }

  @Test
  void offline() {
    Refusal.of(() -> hub(Map.of("HF_HUB_OFFLINE", "1")), "HF_HUB_OFFLINE=1 forbids to fetch");
    Refusal.of(() -> hub(Map.of("TRANSFORMERS_OFFLINE", "yes")), "TRANSFORMERS_OFFLINE=yes");
    hub(Map.of("HF_HUB_OFFLINE", "0"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://hub.org/a, true",
    "https://HUB.org:443/a, true",
    "https://hub.org:8443/a, false",
    "http://hub.org/a, false",
    "https://cdn.hub.org/a, false",
    "https://hub.org.evil.com/a, false",
    "https://hub.org@evil.com/a, false"
  })
  void whoGetsTheToken(String address, boolean owned) {
    Hub hub = hub(Map.of("HF_ENDPOINT", "https://hub.org"));
    assertEquals(owned, hub.owns(URI.create(address)));
  }

  @Test
  void aPageForPeople() {
    assertTrue(hub(Map.of()).page("org/name").endsWith("huggingface.co/org/name"));
  }
}
