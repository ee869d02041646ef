package minitron.eval.bfcl.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.io.Disk;

/**
 * A grammar's rules by their names. In text, each begins a line: {@code name = …}, with literals in
 * single quotes, patterns between slashes ({@code ~} before one that takes no blanks), {@code |}
 * for alternatives in order, {@code ? * +} behind and {@code & !} before what they count.
 */
record Grammar(Map<String, Rule> rules) {
  private static final Pattern DEFINITION = Pattern.compile("(?m)^(@?\\w+) =(.*(?:\\n[ \\t]+.*)*)");
  private static final Pattern PART =
      Pattern.compile("\\s*(?:'((?:[^'\\\\]|\\\\.)+)'|(~?)/((?:[^/\\\\]|\\\\.)+)/|(@?\\w+)|(\\S))");

  /** Reads a grammar among the resources. */
  static Grammar named(String name) {
    try (InputStream in = Grammar.class.getResourceAsStream(name)) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Disk.cannotRead(Path.of(name), e);
    }
  }

  static Grammar of(String text) {
    Map<String, Rule> rules = new HashMap<>();
    Matcher definition = DEFINITION.matcher(text);
    while (definition.find()) {
      rules.put(definition.group(1), new Reader(definition.group(2)).choice());
    }
    return new Grammar(rules);
  }

  /** The rule of a name. */
  Rule rule(String name) {
    Rule rule = rules.get(name);
    if (rule == null) {
      throw new IllegalStateException("the grammar has no rule " + name);
    }
    return rule;
  }

  /** Reads one definition. */
  private static final class Reader {
    private final Matcher parts;
    private boolean more;

    Reader(String text) {
      parts = PART.matcher(text.stripTrailing());
      more = parts.lookingAt();
    }

    private void next() {
      more = parts.find();
    }

    private boolean isNext(String sign) {
      return more && sign.equals(parts.group(5));
    }

    private boolean taken(String sign) {
      boolean there = isNext(sign);
      if (there) {
        next();
      }
      return there;
    }

    Rule choice() {
      List<Rule> ways = new ArrayList<>(List.of(sequence()));
      while (taken("|")) {
        ways.add(sequence());
      }
      return ways.size() == 1 ? ways.get(0) : new Rule.Choice(ways);
    }

    private Rule sequence() {
      List<Rule> all = new ArrayList<>();
      while (more && !isNext("|") && !isNext(")")) {
        all.add(counted());
      }
      return all.size() == 1 ? all.get(0) : new Rule.Sequence(all);
    }

    private Rule counted() {
      if (isNext("&") || isNext("!")) {
        boolean fits = isNext("&");
        next();
        return new Rule.Look(counted(), fits);
      }
      Rule rule = one();
      if (taken("?")) {
        return new Rule.Repeat(rule, 0, 1);
      }
      if (taken("*")) {
        return new Rule.Repeat(rule, 0, Integer.MAX_VALUE);
      }
      return taken("+") ? new Rule.Repeat(rule, 1, Integer.MAX_VALUE) : rule;
    }

    private Rule one() {
      if (taken("(")) {
        Rule inner = choice();
        taken(")");
        return inner;
      }
      Rule rule = word();
      next();
      return rule;
    }

    private Rule word() {
      if (parts.group(1) != null) {
        return new Rule.Literal(parts.group(1));
      }
      if (parts.group(3) != null) {
        String regex = parts.group(3).replace("\\/", "/");
        return new Rule.Token(
            Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS), parts.group(2).isEmpty());
      }
      return new Rule.Name(parts.group(4));
    }
  }
}
