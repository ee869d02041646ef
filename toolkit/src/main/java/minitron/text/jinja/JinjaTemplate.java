package minitron.text.jinja;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import minitron.text.jinja.builtin.Builtins;
import minitron.text.jinja.builtin.Functions;
import minitron.text.jinja.builtin.Library;
import minitron.text.jinja.syntax.Statement;
import minitron.text.jinja.syntax.TemplateParser;

/**
 * A template, rendered as transformers renders chat templates: by Jinja2's sandbox with {@code
 * trim_blocks}, {@code lstrip_blocks}, loop controls and the generation tag.
 */
public final class JinjaTemplate {
  private final List<Statement> statements;
  private final Library library;

  private JinjaTemplate(List<Statement> statements, Library library) {
    this.statements = statements;
    this.library = library;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException with the line of what cannot be read, or is not known here
   */
  public static JinjaTemplate of(String source) {
    Library library = new Builtins();
    try {
      return new JinjaTemplate(
          TemplateParser.parse(source, library.filters(), library.tests()), library);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("the template is nested too deep", e);
    }
  }

  /**
   * The text for some variables.
   *
   * @param variables Python's values by name
   * @throws IllegalArgumentException with Python's own sentence for what cannot be rendered; the
   *     template's where it calls {@code raise_exception}
   */
  public Rendering render(Map<String, Object> variables) {
    return render(variables, LocalDateTime::now);
  }

  /**
   * The same at another time.
   *
   * @param now the local time that {@code strftime_now} tells
   */
  public Rendering render(Map<String, Object> variables, Supplier<LocalDateTime> now) {
    Map<String, Object> all = new HashMap<>(Functions.all(now));
    all.putAll(variables);
    try {
      return Interpreter.render(statements, Scope.of(all), new Evaluator(library));
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("maximum recursion depth exceeded", e);
    }
  }
}
