package minitron.text;

import java.io.IOException;
import minitron.Damage;
import minitron.Refusal;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DamagedRowsTest {
  @Provide
  Arbitrary<Damage.File> rows() {
    return Damage.of(
        "{\"question\":\"Where is the cup?\",\"choices\":{\"text\":[\"here\",\"there\"],"
            + "\"label\":[\"A\",\"B\"]},\"answerKey\":\"A\"}\n{\"n\":3,\"x\":[0,1,null,2.5]}\n");
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void rowsAreReadOrRefused(@ForAll("rows") Damage.File file) throws IOException {
    Refusal.readOrRefused(() -> JsonLines.parse(file.bytes(), "rows.jsonl"));
  }
}
