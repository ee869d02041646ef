package minitron.host.jupyter;

import java.awt.image.RenderedImage;
import java.util.List;
import minitron.host.Bundle;
import minitron.host.Mime;
import minitron.report.HtmlView;
import minitron.report.Showable;
import minitron.report.plot.Plot;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.knowm.xchart.internal.chartpart.IChart;
import tech.tablesaw.api.Table;

/** Shows the last expression of a cell in the JJava kernel, which loads this class. */
public final class JJavaExtension implements Extension {
  @Override
  public void install(BaseKernel kernel) {
    register(kernel.getRenderer(), Showable.class, Bundle.HTML);
    register(kernel.getRenderer(), Table.class, Bundle.HTML);
    register(kernel.getRenderer(), Plot.class, Bundle.PNG);
    register(kernel.getRenderer(), IChart.class, Bundle.PNG);
    register(kernel.getRenderer(), RenderedImage.class, Bundle.PNG);
    register(kernel.getRenderer(), HtmlView.class, Bundle.HTML);
    register(kernel.getRenderer(), List.class, Bundle.TEXT);
  }

  private static <T> void register(Renderer renderer, Class<T> type, String preferred) {
    renderer
        .createRegistration(type)
        .preferring(preferred)
        .register(
            (thing, context) -> {
              Bundle bundle = Mime.bundle(thing);
              DisplayData data = context.getOutputContainer();
              bundle.data().forEach(data::putData);
              bundle.metadata().forEach(data::putMetaData);
            });
  }
}
