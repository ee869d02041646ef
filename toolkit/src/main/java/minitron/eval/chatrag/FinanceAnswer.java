package minitron.eval.chatrag;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import minitron.python.PythonRepr;
import minitron.python.PythonText;

/**
 * ConvFinQA's right answers: a number, as a model may write it, or the formula that gives it.
 *
 * @param value Python's value of {@code exe_answer}: a number, a text or another
 * @param formula the formula
 */
public record FinanceAnswer(Object value, String formula) {
  private static final Pattern BRACKETS = Pattern.compile("\\([\\p{L}\\p{N}_]+\\)");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

  /** Whether a prediction has it. */
  public boolean isIn(String question, String prediction) {
    String plain = plain(prediction);
    return writings(question, plain).stream().anyMatch(plain::contains);
  }

  /** Without thousands, units and years in brackets: 10 (2017) + 20 (2018) becomes 10 + 20. */
  private static String plain(String prediction) {
    String text = prediction.replace(",", "").replace("$", "");
    text = text.replace("million", "").replace("billion", "");
    return String.join(" ", PythonText.split(BRACKETS.matcher(text).replaceAll("")));
  }

  /** Every text that counts as the answer. */
  private List<String> writings(String question, String plain) {
    List<String> writings = new ArrayList<>();
    String text = PythonRepr.str(value);
    writings.add(text);
    writings.add(formula);
    Double number = number();
    if (number == null) {
      return writings;
    }
    writings.add(rounded(number, 3));
    writings.add(rounded(number, 2));
    if (question.contains("percent")) {
      writings.add(PythonRepr.number(number * 100));
      writings.add(rounded(number * 100, 1));
      writings.add(rounded(number * 100, 2));
    }
    if (value instanceof Double && text.endsWith(".0")) {
      writings.add(new BigDecimal(number).toBigInteger().toString());
    }
    if (plain.contains("decrease") && number < 0 && !(value instanceof String)) {
      writings.add(value instanceof Double ? PythonRepr.number(-number) : text.substring(1));
    }
    return writings;
  }

  /** Python's {@code float(value)}; null where there is none. */
  private Double number() {
    if (value instanceof Boolean truth) {
      return truth ? 1.0 : 0.0;
    }
    if (value instanceof BigInteger whole) {
      return Double.isFinite(whole.doubleValue()) ? whole.doubleValue() : null;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return value instanceof String text && NUMBER.matcher(PythonText.strip(text)).matches()
        ? Double.valueOf(PythonText.strip(text))
        : null;
  }

  /** {@code str(round(number, digits))}: half to even, by the exact binary value. */
  private static String rounded(double number, int digits) {
    double rounded =
        Double.isFinite(number)
            ? new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue()
            : number;
    // A decimal has no −0.
    return PythonRepr.number(Math.copySign(rounded, number));
  }
}
