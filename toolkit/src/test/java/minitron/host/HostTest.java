package minitron.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import minitron.Plots;
import minitron.Show;
import minitron.World;
import minitron.host.jupyter.JJavaExtension;
import minitron.host.jupyter.KernelSpec;
import minitron.host.jupyter.RapaioDisplay;
import minitron.report.Columns;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;
import tech.tablesaw.api.Table;

final class HostTest {
  private static final Table TABLE = Table.create("T", Columns.text("a", List.of("b")));

  @Test
  void withoutAKernelItIsAConsoleThatTellsWhereThePlotIs() throws IOException {
    var bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      assertEquals("console", Show.host());
      Show.me(TABLE);
      Show.me(Plots.lines("P", "x", "y").line("teacher", new double[] {1, 2}, new double[] {3, 4}));
    } finally {
      System.setOut(before);
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(text.startsWith("T\n\n| a   |\n|-----|\n| b   |\n"), text);
    String[] lines = text.strip().split("\n", -1);
    Path picture = Path.of(lines[lines.length - 1]);
    assertTrue(Files.size(picture) > 1000);
    Files.delete(picture);
  }

  @Test
  void theRapaioKernelFindsOurDisplay() {
    var providers = ServiceLoader.load(DisplayProvider.class);
    var ours =
        providers.stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider instanceof RapaioDisplay)
            .findFirst()
            .orElseThrow();
    DisplayData data = ours.getDisplayRenderers().get(0).render(null, TABLE);
    assertTrue(data.data().get("text/html").toString().contains("<td"));
    DisplayData plain = ours.getDisplayRenderers().get(0).render(null, "a <b>");
    assertEquals("a <b>", plain.data().get("text/plain"));
    assertFalse(plain.data().containsKey("text/html"));
  }

  private record Pair(int first, int second) {}

  @Test
  void theJJavaKernelFindsOurExtension() throws IOException {
    boolean found =
        ServiceLoader.load(Extension.class).stream()
            .anyMatch(extension -> extension.type() == JJavaExtension.class);
    assertTrue(found);
    try (var kernel = new JJavaKernel()) {
      new JJavaExtension().install(kernel);
      Renderer renderer = kernel.getRenderer();
      for (Object shown : List.of(TABLE, World.stories("original"), List.of(new Pair(1, 2)))) {
        assertTrue(renderer.render(shown).hasDataForType(MIMEType.TEXT_HTML), shown.toString());
      }
      var image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
      assertTrue(renderer.render(image).hasDataForType(MIMEType.IMAGE_PNG));
      assertFalse(renderer.render(List.of(1, 2)).hasDataForType(MIMEType.TEXT_HTML));
      kernel.become();
      assertEquals("jjava", Hosts.current().name());
    }
    assertEquals("console", Hosts.current().name());
  }

  @Test
  void theKernelspecNamesNoPlaceOfItsOwn() {
    JsonObject json =
        JsonParser.parseString(new com.google.gson.Gson().toJson(KernelSpec.json()))
            .getAsJsonObject();
    String argv = json.get("argv").toString();
    assertTrue(
        argv.contains("\"{resource_dir}/lib/*\",\"minitron.host.jupyter.RapaioLauncher\""), argv);
    assertEquals("message", json.get("interrupt_mode").getAsString());
  }
}
