/**
 * Opens the database: a MongoDB server, or the embedded one in the data folder.
 *
 * <p>Others use it through Spring Data ({@code MongoTemplate}) and keep their files in {@link DataFolder}, a bean that is
 * there in both cases. A test gets a database of its own by giving the application a data folder of its own:
 *
 * <pre>{@code
 * @TempDir
 * static Path folder;
 *
 * @DynamicPropertySource
 * static void dataFolder(DynamicPropertyRegistry registry) {
 *     registry.add("ferrule.data-dir", folder::toString);
 * }
 * }</pre>
 *
 * <p>What surprises: indexes are made only for types with {@code @Document}; an {@code @Id String} that looks like an
 * ObjectId is stored as one, so that {@code _id > ""} finds none of them.
 */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package dev.ferrule.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
