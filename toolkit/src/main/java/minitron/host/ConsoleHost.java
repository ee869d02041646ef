package minitron.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A console, a log or jshell: prints text, and the path of a temporary file for a picture. */
record ConsoleHost() implements Host {
  @Override
  public String name() {
    return "console";
  }

  @Override
  public void show(String id, Bundle bundle) {
    System.out.println(bundle.text());
    if (bundle.data().get(Bundle.PNG) instanceof String png) {
      System.out.println(file(Base64.getDecoder().decode(png)));
    }
  }

  private static Path file(byte[] png) {
    try {
      return Files.write(Files.createTempFile("plot-", ".png"), png);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the plot: " + e.getMessage(), e);
    }
  }

  @Override
  public void update(String id, Bundle bundle) {
    show(bundle);
  }

  @Override
  public boolean live() {
    return false;
  }
}
