package minitron.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** Draws a blueprint from the top down. */
final class BlueprintPainter {
  /** Height of the line above the boxes. */
  static final int HEAD = 14;

  private static final int MARGIN = 10;
  private static final int BOX = 26;
  private static final int ARROW = 14;
  private static final int SUM = 14;
  private static final int FRAME = 12;
  private static final int LEFT = 96;
  private static final int RIGHT = 96;
  private static final int BYPASS = 22;
  private static final Color LINE = new Color(0x7a7a7a);
  private static final Color GROUND = new Color(0xf6f6f6);
  private static final Font BOLD = Theme.TEXT.deriveFont(Font.BOLD);

  private final Graphics2D g;
  private final int width;
  private final double middle;
  private final Palette palette = new Palette();
  private double y = HEAD + MARGIN;
  private double ended;

  BlueprintPainter(Graphics2D graphics, int width) {
    this.g = graphics;
    this.width = width;
    this.middle = (LEFT + width - RIGHT) / 2.0;
  }

  static int height(List<BlueprintBlock> blocks) {
    int height = 2 * MARGIN - ARROW;
    for (BlueprintBlock block : blocks) {
      height += frame(block) * 2;
      for (BlueprintBlock.Stage stage : block.stages()) {
        height += stage.boxes().size() * (BOX + ARROW) + (stage.adds() ? SUM + ARROW : 0);
      }
    }
    return height;
  }

  private static int frame(BlueprintBlock block) {
    return block.times() > 1 ? FRAME : 0;
  }

  void paint(String notes, List<BlueprintBlock> blocks) {
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    text(notes, width - MARGIN, MARGIN + 6, Theme.TEXT.deriveFont(11f), 1);
    blocks.forEach(this::block);
  }

  private void block(BlueprintBlock block) {
    if (block.times() > 1) {
      double tall = height(List.of(block)) - 2 * MARGIN;
      shape(
          new RoundRectangle2D.Double(LEFT - 34, y, width - LEFT - RIGHT + 46, tall, 16, 16),
          GROUND);
      text("× " + block.times(), LEFT - 42, y + tall / 2 + 4, BOLD, 1);
    }
    y += frame(block);
    block.stages().forEach(this::stage);
    y += frame(block);
  }

  private void stage(BlueprintBlock.Stage stage) {
    double start = y - ARROW / 2.0;
    stage.boxes().forEach(this::box);
    if (stage.adds()) {
      sum(start);
    }
  }

  /** Draws the arrow from the shape before, and moves on below this one. */
  private void next(double tall) {
    if (ended > 0) {
      arrow(ended, y);
    }
    ended = y + tall;
    y = ended + ARROW;
  }

  private void box(BlueprintBlock.Box box) {
    double top = y;
    next(BOX);
    double wide = width - LEFT - RIGHT;
    shape(new RoundRectangle2D.Double(LEFT, top, wide, BOX, 8, 8), tint(palette.of(box.name())));
    double base = top + BOX / 2.0 + 4;
    text(box.name(), LEFT + 9, base, BOLD, 0);
    text(box.detail(), LEFT + wide - 9, base, Theme.TEXT, 1);
    text(box.note(), width - MARGIN, base, Theme.TEXT, 1);
  }

  private static Color tint(Color color) {
    return new Color(light(color.getRed()), light(color.getGreen()), light(color.getBlue()));
  }

  private static int light(int value) {
    return 255 - (255 - value) / 5;
  }

  private void shape(RoundRectangle2D shape, Color ground) {
    g.setColor(ground);
    g.fill(shape);
    g.setColor(new Color(0xcfcfcf));
    g.setStroke(new BasicStroke(1f));
    g.draw(shape);
  }

  /** Text that starts at a point, or ends there if {@code right} is 1. */
  private void text(String text, double x, double base, Font font, int right) {
    g.setFont(font);
    g.setColor(Theme.INK);
    g.drawString(text, (float) (x - right * g.getFontMetrics().stringWidth(text)), (float) base);
  }

  private void arrow(double from, double to) {
    g.setColor(LINE);
    g.setStroke(new BasicStroke(1.2f));
    g.draw(new Line2D.Double(middle, from, middle, to - 4));
    var head = new Path2D.Double();
    head.moveTo(middle - 3.5, to - 5.5);
    head.lineTo(middle + 3.5, to - 5.5);
    head.lineTo(middle, to);
    head.closePath();
    g.fill(head);
  }

  /** A plus in a circle, and the line around the boxes that leads to it. */
  private void sum(double start) {
    double top = y;
    next(SUM);
    double center = top + SUM / 2.0;
    double x = LEFT - BYPASS;
    g.setColor(LINE);
    g.setStroke(new BasicStroke(1.2f));
    var way = new Path2D.Double();
    way.moveTo(middle, start);
    way.lineTo(x, start);
    way.lineTo(x, center);
    way.lineTo(middle - SUM / 2.0, center);
    g.draw(way);
    g.draw(new Ellipse2D.Double(middle - SUM / 2.0, top, SUM, SUM));
    g.draw(new Line2D.Double(middle - 3.5, center, middle + 3.5, center));
    g.draw(new Line2D.Double(middle, center - 3.5, middle, center + 3.5));
  }
}
