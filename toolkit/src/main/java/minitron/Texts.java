package minitron;

import java.util.ArrayList;
import java.util.List;
import minitron.model.CausalLm;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import tech.tablesaw.api.Table;

/**
 * What several models write after the same prompt, side by side.
 *
 * @param options how each writes
 * @param rows the models so far
 */
public record Texts(String prompt, Generate.Options options, List<Row> rows) implements Showable {
  /** A model and what it wrote. */
  public record Row(String model, Generate.Text text) {}

  /** Keeps the rows as they are now. */
  public Texts {
    rows = List.copyOf(rows);
  }

  /** A prompt for several models; add them by name. */
  public static Texts after(String prompt, Generate.Options options) {
    return new Texts(prompt, options, List.of());
  }

  /** The same with another model's text. */
  public Texts add(String name, CausalLm model) {
    List<Row> more = new ArrayList<>(rows);
    more.add(new Row(name, Generate.text(model, prompt, options)));
    return new Texts(prompt, options, more);
  }

  /** A row a model. */
  public Table table() {
    return Table.create(
        "“" + prompt.strip() + " …”",
        Columns.text("model", rows.stream().map(Row::model).toList()),
        Columns.text("goes on", rows.stream().map(row -> row.text.text().strip()).toList()));
  }

  @Override
  public List<?> parts() {
    return List.of(table());
  }

  @Override
  public String toString() {
    return Markdown.table(table());
  }
}
