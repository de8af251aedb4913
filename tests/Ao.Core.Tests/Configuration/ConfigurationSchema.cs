using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ao.Configuration;
using Microsoft.Extensions.Configuration;

namespace Ao.Core.Tests.Configuration;

/// <summary>Derives the JSON schema of the configuration from the options classes: their types, attributes, defaults and documentation.</summary>
internal sealed class ConfigurationSchema
{
    private const string DurationPattern = @"^-?(\d+\.)?\d{1,2}:\d{2}(:\d{2}(\.\d{1,7})?)?$";

    private static readonly JsonSerializerOptions s_json = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(), new SectionConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private readonly XmlDocumentation _documentation = XmlDocumentation.Of(typeof(AoOptions).Assembly);

    public string Write()
    {
        var section = s_json.GetJsonSchemaAsNode(typeof(AoOptions), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });
        section["properties"]!["$schema"] = new JsonObject { ["type"] = "string" };
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Configuration of Ao",
            ["type"] = "object",
            ["properties"] = new JsonObject { ["$schema"] = new JsonObject { ["type"] = "string" }, [AoOptions.SectionName] = section },
        };
        return schema.ToJsonString(s_json).ReplaceLineEndings("\n") + "\n";
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        // A free-form section says nothing about itself, which the exporter writes as the boolean true.
        var schema = node as JsonObject ?? new JsonObject { ["type"] = "object" };
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type == typeof(TimeSpan))
        {
            schema["pattern"] = DurationPattern;
        }

        if (type.IsEnum && schema["type"] is null)
        {
            schema["type"] = "string";
        }

        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property)
        {
            Describe(schema, property);
        }
        else if (OptionsBinder.IsOptions(type))
        {
            schema.Insert(0, "description", _documentation.SummaryOf(type));
        }

        return schema;
    }

    private void Describe(JsonObject schema, PropertyInfo property)
    {
        var description = _documentation.SummaryOf(property);
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            if (range.OperandType == typeof(TimeSpan))
            {
                description += string.Create(CultureInfo.InvariantCulture, $" From {range.Minimum} to {range.Maximum}.");
            }
            else
            {
                schema["minimum"] = JsonValue.Create(Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture));
                schema["maximum"] = JsonValue.Create(Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture));
            }
        }

        if (property.GetCustomAttribute<MinLengthAttribute>() is { } least)
        {
            schema["minItems"] = least.Length;
        }

        if (property.GetCustomAttribute<RegularExpressionAttribute>() is { } form)
        {
            schema["pattern"] = form.Pattern;
        }

        if (property.GetCustomAttribute<RequiredAttribute>() is not null && property.PropertyType == typeof(string))
        {
            schema["minLength"] = 1;
        }

        schema["description"] = description;
        if (DefaultOf(property) is { } value)
        {
            schema["default"] = value;
        }
    }

    private static JsonNode? DefaultOf(PropertyInfo property)
    {
        var type = property.PropertyType;
        if (!ScalarReader.Reads(type) || property.Name == nameof(AoOptions.DataFolder))
        {
            // Of the data folder the default depends on the machine.
            return null;
        }

        var value = property.GetValue(Activator.CreateInstance(property.DeclaringType!));
        return value is null or "" ? null : JsonSerializer.SerializeToNode(value, type, s_json);
    }

    /// <summary>Stands in for sections that are passed on as they are.</summary>
    private sealed class SectionConverter : JsonConverter<IConfigurationSection>
    {
        public override IConfigurationSection Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, IConfigurationSection value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
