package minitron.tinyworld.talk;

import com.google.gson.annotations.SerializedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.tinyworld.words.Kind;

/** Some facts, and a question whose answer must have a form that can be checked, as in IFEval. */
final class Orders {
  private static final int BODIES = 8;

  private Orders() {}

  /** A row of IFEval. */
  private record Asked(
      int key,
      String prompt,
      @SerializedName("instruction_id_list") List<String> ids,
      List<Map<String, Object>> kwargs) {}

  static Exercise of(int index, Cast cast) {
    Kind kind = cast.kind();
    List<Thing> things = cast.things(2 + cast.random().nextInt(2));
    Thing thing = cast.one(things);
    int body = cast.random().nextInt(BODIES);
    String facts = Cast.facts(things, kind) + " ";
    return switch (body) {
      case 0 -> {
        int bullets = cast.random().nextInt(2, things.size() + 1);
        List<Order> orders = with(Order.list(bullets), Order.titled(kind), cast);
        yield exercise(index, facts, orders, Cast.facts(things.subList(0, bullets), kind));
      }
      case 1 ->
          exercise(
              index,
              facts + thing.question(kind) + " ",
              List.of(Order.json(thing)),
              thing.answer(kind));
      case 2 -> {
        List<Order> orders = with(Order.oneWord(), Order.quoted(), cast);
        yield exercise(index, facts + thing.question(kind) + " ", orders, thing.answer(kind));
      }
      default ->
          exercise(
              index,
              facts + thing.question(kind) + " ",
              sentence(thing, kind, cast),
              thing.fact(kind));
    };
  }

  /** An order, and every fourth time another one too. */
  private static List<Order> with(Order order, Order other, Cast cast) {
    return cast.random().nextInt(4) == 0 ? List.of(order, other) : List.of(order);
  }

  /** One or two orders for a sentence. */
  private static List<Order> sentence(Thing thing, Kind kind, Cast cast) {
    // In the order in which they form the answer.
    List<Supplier<Optional<Order>>> all =
        List.of(
            () -> Optional.of(Order.marked(thing.answer(kind))),
            () -> person(thing, cast).map(Order::named),
            () -> person(thing, cast).map(Order::ending),
            () -> Optional.of(Order.titled(kind)),
            () -> Optional.of(Order.quoted()));
    int first = cast.random().nextInt(all.size());
    int second = cast.random().nextInt(4) == 0 ? cast.random().nextInt(all.size()) : first;
    List<Order> orders =
        Stream.of(Math.min(first, second), Math.max(first, second))
            .distinct()
            .flatMap(i -> all.get(i).get().stream())
            .toList();
    return orders.isEmpty() ? List.of(Order.quoted()) : orders;
  }

  private static Optional<String> person(Thing thing, Cast cast) {
    return cast.with(cast.nouns().people(), thing.name(), word -> !word.equals(thing.owner()));
  }

  private static Exercise exercise(int index, String asked, List<Order> orders, String answer) {
    String formed = answer;
    for (Order order : orders) {
      formed = order.formed().apply(formed);
    }
    String prompt = asked + orders.stream().map(Order::words).collect(Collectors.joining(" "));
    List<Map<String, Object>> kwargs = new ArrayList<>();
    orders.forEach(order -> kwargs.add(order.kwargs()));
    var row = new Asked(index, prompt, orders.stream().map(Order::id).toList(), kwargs);
    return Exercise.of("ifeval", List.of(prompt, formed), row, Optional.empty());
  }
}
