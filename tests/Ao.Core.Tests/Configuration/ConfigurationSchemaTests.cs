using System.Text.Json.Nodes;
using Ao.Configuration;
using Ao.Effects;

namespace Ao.Core.Tests.Configuration;

public class ConfigurationSchemaTests
{
    private static readonly JsonNode s_section = JsonNode.Parse(new ConfigurationSchema().Write())!["properties"]!["Ao"]!;

    [Fact]
    public void Schema_OptionsClasses_IsUpToDate()
    {
        var expected = new ConfigurationSchema().Write();
        var path = Path.Combine(RepositoryFolder(), "src", "Ao.Core", "ConfigurationSchema.json");
        if (Environment.GetEnvironmentVariable("AO_UPDATE_SCHEMA") == "1")
        {
            File.WriteAllText(path, expected);
        }

        var actual = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(expected == actual, $"{path} is not what the options classes say. Run this test with AO_UPDATE_SCHEMA=1 and commit the file.");
    }

    [Fact]
    public void Schema_EveryProperty_IsDescribed()
    {
        var count = 0;
        foreach (var (name, schema) in AllProperties(s_section))
        {
            Assert.True(schema!["description"] is not null, $"{name} has no description.");
            count++;
        }

        Assert.True(count > 30, $"Only {count} properties were found.");
    }

    [Fact]
    public void Documentation_EverySetting_IsNamed()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFolder(), "docs", "configuration.md"));

        Assert.All(AllProperties(s_section), property => Assert.Matches($"[`:]{property.Key}[`:]", page));
    }

    [Fact]
    public void Schema_Limits_AreThoseOfTheAttributes()
    {
        var most = s_section["properties"]!["Admission"]!["properties"]!["MaxSessions"]!;

        Assert.Equal(1, most["minimum"]!.GetValue<long>());
        Assert.Equal(100_000, most["maximum"]!.GetValue<long>());
        Assert.Equal(20, most["default"]!.GetValue<int>());
    }

    [Fact]
    public void Schema_Gates_ListTheKinds()
    {
        var gates = s_section["properties"]!["Projects"]!["additionalProperties"]!["properties"]!["Gates"]!["items"]!;

        Assert.Equal(Enum.GetNames<EffectKind>(), gates["enum"]!.AsArray().Select(static name => name!.GetValue<string>()));
    }

    [Fact]
    public void Schema_EveryOptionsClass_RefusesUnknownKeys()
    {
        Assert.False(s_section["additionalProperties"]!.GetValue<bool>());
        Assert.False(s_section["properties"]!["Projects"]!["additionalProperties"]!["additionalProperties"]!.GetValue<bool>());
        Assert.False(s_section["properties"]!["Consent"]!["additionalProperties"]!.GetValue<bool>());
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> AllProperties(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            return array.SelectMany(AllProperties);
        }

        return node is not JsonObject schema
            ? []
            : schema.SelectMany(static part => part.Key == "properties"
                ? part.Value!.AsObject().Where(static property => property.Key != "$schema").SelectMany(static property => AllProperties(property.Value).Prepend(property))
                : AllProperties(part.Value));
    }

    // Paths of sources are not those of the machine in a deterministic build, so that the folder is looked for.
    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Ao.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above the tests holds Ao.sln.");
        }

        return folder;
    }
}
