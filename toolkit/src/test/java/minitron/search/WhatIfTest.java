package minitron.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minitron.Checkpoint;
import minitron.Corpus;
import minitron.Harness;
import minitron.Paper;
import minitron.Shared;
import minitron.WhatIf;
import minitron.model.ModelConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What an architecture takes, against published totals and numbers that can be done by hand. */
class WhatIfTest {
  private static final String TEACHER = "../datasets/tinyworld/teacher";

  private static Footprint footprint(String name) {
    return new Footprint(Paper.table3().config(name), 1, 4096, 2);
  }

  /** Hugging Face's page of Llama 3.1 8B has 8,030,261,248 parameters; the rest is Table 3's. */
  @Test
  void publishedTotalsComeOut() {
    Footprint llama = footprint("Llama 3.1 8B");
    assertEquals(8_030_261_248L, llama.parameters());
    assertEquals(8_030_261_248L - 2L * 128_256 * 4096, llama.nonEmbeddingParameters());
    assertEquals(4.5, footprint("4B-Width").parameters() / 1e9, .05);
    assertEquals(3.7, footprint("4B-Width").nonEmbeddingParameters() / 1e9, .05);
    assertEquals(3.5, footprint("4B-Depth").nonEmbeddingParameters() / 1e9, .05);
    assertEquals(7.3, footprint("MN-Minitron 8B").nonEmbeddingParameters() / 1e9, .05);
  }

  /** The numbers that the toolkit has of Table 3 are those of the published files. */
  @Test
  void configFilesHaveTheSameTotals() {
    String configs = Shared.require().resolve("configs").toString();
    for (String name : Paper.table3().names()) {
      ModelConfig file = Paper.table3(configs).config(name);
      assertEquals(footprint(name).parameters(), footprint(name).of(file).parameters(), name);
    }
  }

  /** Two numbers for each of 8 × 128 channels in 32 layers, two bytes each: 128 KiB a token. */
  @Test
  void memoryIsWeightsCacheAndStates() {
    Footprint llama = footprint("Llama 3.1 8B");
    assertEquals(131_072 * 4096 / 1e6, llama.cacheMb(), 1e-9);
    assertEquals(2 * 8030.261248, llama.weightsMb(), 1e-6);
    assertEquals(16 * 8030.261248, llama.trainingMb(), 1e-6);
    assertEquals(llama.weightsMb() + llama.cacheMb(), llama.servingMb(), 1e-9);
  }

  /** Two for each weight of a product, and four for each key, channel and head. */
  @Test
  void arithmeticIsThatOfTheProducts() {
    Footprint llama = footprint("Llama 3.1 8B");
    double norms = 65.0 * 4096;
    double products = llama.parameters() - norms - 128_256.0 * 4096;
    assertEquals(2 * products + 4.0 * 4096 * 32 * 128 * 32, llama.flops(), 1);
  }

  @Test
  void partsAddUp() {
    Footprint llama = footprint("Llama 3.1 8B");
    var parts = llama.parametersByPart();
    assertEquals(
        List.of("embedding", "attention", "MLP", "norms", "head"), List.copyOf(parts.keySet()));
    assertEquals(llama.parameters(), parts.values().stream().mapToLong(n -> n).sum());
    assertEquals(65L * 4096, parts.get("norms"));
    ModelConfig tied = Checkpoint.config(TEACHER + "/config.json");
    assertEquals(0, new Footprint(tied, 1, 8, 4).parametersByPart().get("head"));
  }

  @Test
  void candidatesKeepAllLimitsAndLeaveLittleUnused() {
    WhatIf what = WhatIf.of(Checkpoint.config(TEACHER + "/config.json"));
    Candidates candidates = what.parameters(1_200_000).serving(16, 256).memory(24).candidates();
    assertTrue(candidates.all().size() > 5, candidates.toString());
    for (Candidate candidate : candidates.all()) {
      Footprint takes = candidate.footprint();
      assertTrue(takes.parameters() <= 1_200_000 && takes.servingMb() <= 24, candidate.name());
      assertTrue(
          takes.parameters() >= .9 * 1_200_000 || takes.servingMb() >= .9 * 24, candidate.name());
      assertTrue(candidate.config().numHiddenLayers() < 12, "the cache of 12 layers has 25 MB");
    }
    List<String> names = candidates.all().stream().map(Candidate::name).toList();
    assertEquals(names.size(), names.stream().distinct().count());
  }

  @Test
  void whatCannotBeIsSaid() {
    WhatIf what = WhatIf.of(Checkpoint.config(TEACHER + "/config.json"));
    assertTrue(refusal(what::candidates).startsWith("Set a limit first"));
    assertTrue(refusal(() -> what.parameters(1000).candidates()).contains("at most 1,000"));
    assertTrue(refusal(() -> what.parameters(0)).contains("at least 1"));
    assertTrue(refusal(() -> what.memory(0)).contains("above 0"));
    assertTrue(refusal(() -> what.serving(0, 1)).contains("at least 1"));
    String slow = refusal(() -> what.parameters(500_000).latency(1e-6, 1, 4, 2).candidates());
    assertTrue(slow.startsWith("No candidate does batch 1, prompt 4, 2 new tokens in"), slow);
  }

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void measuredLatencyStandsInTheTable() {
    WhatIf what = WhatIf.of(Checkpoint.config(TEACHER + "/config.json"));
    Candidates timed = what.parameters(500_000).latency(60_000, 1, 4, 2).candidates();
    assertTrue(timed.all().stream().allMatch(c -> c.milliseconds().getAsDouble() > 0));
    assertTrue(timed.toString().contains("measured (ms)"), timed.toString());
  }

  /** The loss of a student is that of the model that one gets, and the first has the least. */
  @Test
  void rankedStudentsHaveTheirCandidatesShapes() {
    var teacher = Checkpoint.load(TEACHER);
    var corpus = Corpus.tinyWorld("shifted", teacher).length(64).split(.99);
    Candidates all = WhatIf.of(teacher.config()).parameters(700_000).candidates();
    Candidates some = new Candidates(all.from(), all.all().subList(0, 5));
    Ranking ranking = WhatIf.rank(teacher, corpus, some);
    assertEquals(some.all().size(), ranking.students().size());
    for (Ranking.Student student : ranking.students()) {
      ModelConfig wanted = student.candidate().config();
      assertEquals(wanted.toString(), student.model().config().toString());
    }
    var first = ranking.students().get(0);
    assertTrue(first.loss() <= ranking.students().get(1).loss());
    assertEquals(first.loss(), Harness.perplexity(first.model(), corpus, 16).loss(), 1e-6);
    Ranking spread = ranking.spread(3);
    int last = ranking.students().size() - 1;
    assertEquals(
        List.of(0, Math.round(last / 2f), last),
        spread.students().stream().map(ranking.students()::indexOf).toList());
    assertEquals(ranking.best(2).names(), ranking.best(2).and(ranking.best(1)).names());
  }

  /** No address of another machine, and no name that another output of the page could have. */
  @Test
  void theExplorerIsOnePageOfItsOwn() {
    Explorer explorer = WhatIf.of(Paper.table3().config("4B-Width")).explorer();
    String html = explorer.html();
    assertFalse(html.contains("http") || html.contains(" src=") || html.contains(" id="), html);
    assertTrue(html.contains("&quot;hidden_size&quot;:3072"), html);
    assertFalse(html.contains("@"), html);
    assertTrue(explorer.toString().contains("| embedding"), explorer.toString());
  }
}
