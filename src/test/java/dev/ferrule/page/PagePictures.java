package dev.ferrule.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Pictures of the page, for looking at them and for the README.
 *
 * <pre>
 * mvn test -Dtest=PagePictures [-Dpictures.folder=docs/images] [-Dpictures.views=plan,endpoint] [-Dpictures.all=true]
 * </pre>
 *
 * Without {@code pictures.all} only those that the README shows; with it each at 390, 1024 and 1600 px, light and dark.
 */
class PagePictures extends PageFerrule {

    private static final Map<Integer, Integer> SIZES = Map.of(390, 844, 1024, 768, 1600, 1000);

    private final Path folder = Path.of(System.getProperty("pictures.folder", "docs/images"));
    private final boolean all = Boolean.getBoolean("pictures.all");
    private final String views = System.getProperty("pictures.views", all ? "" : "plan,endpoint,search");

    @Test
    void everyView() {
        Furnished furnished = furnish(
                "Order to invoice",
                "When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley");
        if (isWanted("sign-in")) {
            take("sign-in", "/");
        }
        signIn();
        furnished.addresses().forEach((view, address) -> {
            if (isWanted(view)) {
                take(view, address);
            }
        });
    }

    private boolean isWanted(String view) {
        return views.isEmpty() || List.of(views.split(",")).contains(view);
    }

    private void take(String view, String address) {
        browser().size(1600, 1000);
        browser().light();
        openSettled(address);
        if (view.equals("endpoint")) {
            browser().press("Send to the mock");
            browser().see("fe-response .http-status");
        }
        if (!all) {
            boolean wide = !view.equals("search");
            browser().size(wide ? 1600 : 1024, wide ? 1000 : 768);
            browser().settled();
            browser().picture(folder.resolve((wide ? view + "-1600" : "catalogue-1024") + ".png"));
            return;
        }
        SIZES.forEach((width, height) -> {
            browser().size(width, height);
            browser().light();
            browser().settled();
            browser().picture(folder.resolve(view + "-" + width + ".png"));
            browser().dark();
            browser().settled();
            browser().picture(folder.resolve(view + "-" + width + "-dark.png"));
        });
    }
}
