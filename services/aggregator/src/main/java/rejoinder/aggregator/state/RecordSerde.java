package rejoinder.aggregator.state;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records as bytes for stores and topics of this service alone: their components one after the other, without names.
 * A third of JSON's size and time. Whoever changes such a record changes {@code Aggregator.TOPOLOGY}. Thread-safe.
 */
public final class RecordSerde<T extends Record> implements Serde<T> {
    private final Class<T> type;
    private final Form form;
    private final ThreadLocal<ByteSink> sinks = ThreadLocal.withInitial(ByteSink::new);

    public RecordSerde(Class<T> type) {
        this.type = type;
        this.form = form(type);
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : toBytes(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : fromBytes(bytes);
    }

    byte[] toBytes(T value) {
        ByteSink sink = sinks.get();
        try {
            form.write(value, sink);
            return sink.toBytes();
        } finally {
            sink.clear();
        }
    }

    T fromBytes(byte[] bytes) {
        try {
            return type.cast(form.read(new ByteSource(bytes)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new SerializationException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /** How values of one type are written and read. */
    private interface Form {
        void write(Object value, ByteSink sink);

        Object read(ByteSource source);
    }

    private static Form form(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            List<Form> arguments = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(RecordSerde::form)
                    .toList();
            if (parameterized.getRawType() == Optional.class) {
                return new OptionalForm(arguments.get(0));
            } else if (parameterized.getRawType() == List.class) {
                return new ListForm(arguments.get(0));
            } else if (parameterized.getRawType() == Map.class) {
                return new MapForm(arguments.get(0), arguments.get(1));
            }
        } else if (type instanceof Class<?> plain) {
            if (plain == String.class) {
                return new Plain((value, sink) -> sink.text((String) value), ByteSource::text);
            } else if (plain == Instant.class) {
                return new Plain(RecordSerde::instant, RecordSerde::instant);
            } else if (plain == long.class || plain == Long.class) {
                return new Plain((value, sink) -> sink.number((Long) value), ByteSource::number);
            } else if (plain == int.class || plain == Integer.class) {
                return new Plain((value, sink) -> sink.number((Integer) value), source -> (int) source.number());
            } else if (plain == boolean.class) {
                return new Plain((value, sink) -> sink.number((Boolean) value ? 1 : 0), source -> source.number() == 1);
            } else if (plain.isEnum()) {
                return new EnumForm(Arrays.stream(plain.getEnumConstants())
                        .collect(Collectors.toMap(one -> ((Enum<?>) one).name(), one -> one)));
            } else if (plain.isRecord()) {
                return new RecordForm(plain);
            }
        }
        throw new IllegalArgumentException("no form for " + type);
    }

    private static void instant(Object value, ByteSink sink) {
        Instant at = (Instant) value;
        sink.number(at.getEpochSecond());
        sink.number(at.getNano());
    }

    private static Instant instant(ByteSource source) {
        long seconds = source.number();
        return Instant.ofEpochSecond(seconds, source.number());
    }

    private record Plain(BiConsumer<Object, ByteSink> writer, Function<ByteSource, Object> reader) implements Form {
        @Override
        public void write(Object value, ByteSink sink) {
            writer.accept(value, sink);
        }

        @Override
        public Object read(ByteSource source) {
            return reader.apply(source);
        }
    }

    private record EnumForm(Map<String, Object> constants) implements Form {
        @Override
        public void write(Object value, ByteSink sink) {
            sink.text(((Enum<?>) value).name());
        }

        @Override
        public Object read(ByteSource source) {
            String name = source.text();
            Object constant = constants.get(name);
            if (constant == null) {
                throw new IllegalArgumentException("there is no constant " + name);
            }
            return constant;
        }
    }

    private record OptionalForm(Form inner) implements Form {
        @Override
        public void write(Object value, ByteSink sink) {
            Optional<?> optional = (Optional<?>) value;
            sink.number(optional.isPresent() ? 1 : 0);
            optional.ifPresent(present -> inner.write(present, sink));
        }

        @Override
        public Object read(ByteSource source) {
            return source.number() == 0 ? Optional.empty() : Optional.of(inner.read(source));
        }
    }

    private record ListForm(Form inner) implements Form {
        @Override
        public void write(Object value, ByteSink sink) {
            List<?> list = (List<?>) value;
            sink.number(list.size());
            list.forEach(one -> inner.write(one, sink));
        }

        @Override
        public Object read(ByteSource source) {
            int size = source.size();
            List<Object> list = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                list.add(inner.read(source));
            }
            return list;
        }
    }

    private record MapForm(Form keys, Form values) implements Form {
        @Override
        public void write(Object value, ByteSink sink) {
            Map<?, ?> map = (Map<?, ?>) value;
            sink.number(map.size());
            map.forEach((key, one) -> {
                keys.write(key, sink);
                values.write(one, sink);
            });
        }

        @Override
        public Object read(ByteSource source) {
            int size = source.size();
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                Object key = keys.read(source);
                map.put(key, values.read(source));
            }
            return map;
        }
    }

    private static final class RecordForm implements Form {
        private final List<Function<Object, Object>> accessors = new ArrayList<>();
        private final Form[] forms;
        private final MethodHandle constructor;

        RecordForm(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            forms = new Form[components.length];
            Class<?>[] types = new Class<?>[components.length];
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            try {
                for (int i = 0; i < components.length; i++) {
                    types[i] = components[i].getType();
                    forms[i] = form(components[i].getGenericType());
                    accessors.add(function(lookup, lookup.unreflect(components[i].getAccessor())));
                }
                constructor = lookup.unreflectConstructor(type.getConstructor(types))
                        .asType(MethodType.genericMethodType(types.length))
                        .asSpreader(Object[].class, types.length);
            } catch (ReflectiveOperationException | LambdaConversionException e) {
                throw new IllegalArgumentException(type + " is not a public record", e);
            }
        }

        /** A method handle that is no constant is called more slowly than a lambda. */
        @SuppressWarnings("unchecked")
        private static Function<Object, Object> function(MethodHandles.Lookup lookup, MethodHandle accessor)
                throws LambdaConversionException {
            CallSite site = LambdaMetafactory.metafactory(
                    lookup,
                    "apply",
                    MethodType.methodType(Function.class),
                    MethodType.methodType(Object.class, Object.class),
                    accessor,
                    accessor.type().wrap());
            try {
                return (Function<Object, Object>) site.getTarget().invoke();
            } catch (Throwable e) {
                throw unchecked(e);
            }
        }

        @Override
        public void write(Object value, ByteSink sink) {
            for (int i = 0; i < forms.length; i++) {
                forms[i].write(accessors.get(i).apply(value), sink);
            }
        }

        @Override
        public Object read(ByteSource source) {
            Object[] components = new Object[forms.length];
            for (int i = 0; i < forms.length; i++) {
                components[i] = forms[i].read(source);
            }
            return construct(components);
        }

        private Object construct(Object[] components) {
            try {
                return (Object) constructor.invokeExact(components);
            } catch (Throwable e) {
                throw unchecked(e);
            }
        }

        private static RuntimeException unchecked(Throwable e) {
            if (e instanceof Error error) {
                throw error;
            }
            return e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }
}
