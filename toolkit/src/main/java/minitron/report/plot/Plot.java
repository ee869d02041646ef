package minitron.report.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A plot: a picture with a title, measured in points and drawn at two pixels a point. */
public interface Plot {
  /** Pixels a point. */
  int SCALE = 2;

  /** What the plot shows; its file is named after it. */
  String title();

  /** Its width in points. */
  default int width() {
    return Theme.WIDTH;
  }

  /** Its height in points. */
  default int height() {
    return Theme.HEIGHT;
  }

  /** Draws it; a unit is a point. */
  void paint(Graphics2D graphics);

  /** A small drawing in characters, for hosts that show no pictures. */
  String sketch();

  /** The sketch, and the path of the picture, which is written to a temporary file. */
  default String asText() {
    try {
      Path file = Files.createTempFile("plot-", ".png");
      save(file);
      return sketch() + "\n" + file;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the plot: " + e.getMessage(), e);
    }
  }

  /** The picture as a PNG file's bytes. */
  default byte[] png() {
    var image = new BufferedImage(SCALE * width(), SCALE * height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    paint(graphics);
    graphics.dispose();
    return png(image);
  }

  /** A PNG file's bytes. */
  static byte[] png(RenderedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes the picture as a PNG file; the folder must be there. */
  default void save(Path file) {
    try {
      Files.write(file, png());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
