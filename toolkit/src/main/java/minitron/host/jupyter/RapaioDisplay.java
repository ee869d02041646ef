package minitron.host.jupyter;

import java.util.List;
import minitron.host.Mime;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Shows the last expression of a cell in the rapaio kernel, which loads this class. */
public final class RapaioDisplay implements DisplayProvider {
  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }

  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return List.of(new Renderer());
  }

  /** Renders everything, since the kernel alone would send plain text as HTML. */
  private record Renderer() implements DisplayRenderer {
    @Override
    public Class<?> rendererClass() {
      return Object.class;
    }

    @Override
    public boolean canRender(String mime) {
      return true;
    }

    @Override
    public DisplayData render(String mime, Object thing) {
      return RapaioOutput.data(null, Mime.bundle(thing));
    }
  }
}
