package minitron.report;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Records as plain values, which a table or a JSON file can hold. */
public final class Records {
  private Records() {}

  /** Whether a thing is a list of records, and so a table. */
  public static boolean isTable(Object thing) {
    return thing instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(item -> item instanceof Record)
        && list.stream().map(Object::getClass).distinct().count() == 1;
  }

  /** Records of one class as a table: a column for each plain value, nested ones named a.b. */
  public static Table table(String name, List<?> records) {
    List<Map<String, Object>> rows =
        records.stream().map(item -> flat(plain((Record) item))).toList();
    Table table = Table.create(name);
    rows.stream()
        .flatMap(row -> row.keySet().stream())
        .distinct()
        .forEach(key -> table.addColumns(column(key, rows.stream().map(r -> r.get(key)).toList())));
    return table;
  }

  private static Column<?> column(String name, List<Object> values) {
    Stream<Object> there = values.stream().filter(value -> value != null);
    if (there.allMatch(value -> value instanceof Number)) {
      return numbers(name, values);
    }
    StringColumn column = StringColumn.create(name);
    values.forEach(value -> column.append(value == null ? "" : String.valueOf(value)));
    return column;
  }

  private static Column<?> numbers(String name, List<Object> values) {
    if (values.stream().allMatch(value -> value instanceof Long)) {
      return LongColumn.create(name, values.stream().mapToLong(value -> (Long) value).toArray());
    }
    return DoubleColumn.create(
        name,
        values.stream()
            .mapToDouble(value -> value == null ? Double.NaN : ((Number) value).doubleValue())
            .toArray());
  }

  private static Map<String, Object> flat(Map<String, Object> nested) {
    Map<String, Object> flat = new LinkedHashMap<>();
    nested.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            inner.forEach((k, v) -> flat.put(key + "." + k, v));
          } else {
            flat.put(key, value);
          }
        });
    return flat;
  }

  /**
   * A record's plain values by name: numbers, booleans, text, records and lists of these. Of a path
   * only the last name is kept, in a text too, because results must not show the machine that they
   * were made on. Anything else, e.g. a model, is not included.
   */
  public static Map<String, Object> plain(Record record) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      value(read(record, component)).ifPresent(value -> values.put(component.getName(), value));
    }
    return values;
  }

  /** The plain form of a value, if it has one. */
  public static Optional<Object> value(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.flatMap(Records::value);
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? value(optional.getAsDouble()) : Optional.empty();
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? value(optional.getAsInt()) : Optional.empty();
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return Optional.of(((Number) value).longValue());
    }
    if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    }
    if (value instanceof Long || value instanceof Boolean) {
      return Optional.of(value);
    }
    if (value instanceof String text) {
      return Optional.of(LocalPaths.shortened(text));
    }
    if (value instanceof Enum<?> constant) {
      return Optional.of(constant.name().toLowerCase(Locale.ROOT));
    }
    if (value instanceof Path path) {
      return Optional.ofNullable(path.getFileName()).map(Path::toString);
    }
    if (value instanceof Record record) {
      return Optional.of(isText(record) ? record.toString() : plain(record));
    }
    return value instanceof List<?> list ? list(list) : Optional.empty();
  }

  /** Whether a record is a flag with a text that says the same in words, which it also prints. */
  private static boolean isText(Record record) {
    RecordComponent[] parts = record.getClass().getRecordComponents();
    return parts.length == 2
        && parts[0].getType() == boolean.class
        && record.toString().equals(read(record, parts[1]));
  }

  private static Optional<Object> list(List<?> list) {
    List<Object> values = new ArrayList<>();
    list.forEach(item -> value(item).ifPresent(values::add));
    return values.size() == list.size() ? Optional.of(values) : Optional.empty();
  }

  /** The lists of records in a record, by name. Each is a table. */
  public static Map<String, List<?>> tables(Record record) {
    Map<String, List<?>> tables = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = read(record, component);
      if (isTable(value)) {
        tables.put(component.getName(), (List<?>) value);
      }
    }
    return tables;
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "Cannot read " + component.getName() + " of " + record.getClass().getSimpleName() + ".",
          e);
    }
  }
}
