using System.Text;
using Ao.Configuration;
using Ao.TestSupport;
using Microsoft.Extensions.Configuration;

namespace Ao.Core.Tests.Configuration;

public sealed class YamlFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a: 1\n\tb: 2\n", "ao.yaml:2:1: cannot be read as YAML")]
    [InlineData("a: [1, 2\n", "cannot be read as YAML")]
    [InlineData("a: 'open\n", "cannot be read as YAML")]
    [InlineData("a: b: c\n", "ao.yaml:1:5: cannot be read as YAML")]
    [InlineData("a: 1\nA: 2\n", "ao.yaml:2:1: sets 'A' again (first at ao.yaml:1:1; case does not matter)")]
    [InlineData("x:\n  - k: 1\n    k: 2\n", "ao.yaml:3:5: sets 'k' again")]
    [InlineData("a: &anchor 1\n", "ao.yaml:1:4: sets an anchor ('&anchor'), which is not supported")]
    [InlineData("a: *gone\n", "is an alias ('*gone'), which is not supported")]
    [InlineData("a: &l [x]\nb: [*l, *l]\n", "ao.yaml:2:5: is an alias ('*l')")]
    [InlineData("<<: {a: 1}\n", "merges another mapping")]
    [InlineData("a: !!python/object:os.system x\n", "has a tag")]
    [InlineData("a: 1\n---\nb: 2\n", "ao.yaml:2:1: begins a second document")]
    [InlineData("- a\n- b\n", "ao.yaml:1:1: is not a mapping of settings. Begin with 'Ao:'")]
    [InlineData("just text\n", "is not a mapping of settings")]
    [InlineData("? [a, b]\n: c\n", "is not a plain key")]
    [InlineData("\"a:b\": c\n", "'a:b' cannot be a key")]
    [InlineData("\"\": c\n", "cannot be a key")]
    [InlineData("\"a\\x01place\": c\n", "cannot be a key")]
    [InlineData("%TAG ! bad\na: 1\n", "cannot be read as YAML")]
    public void Load_HostileOrMistaken_SaysPlaceAndRemedy(string yaml, string expected)
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFixture.LoadYaml(_folder, yaml));

        Assert.Contains(error.Problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_SeveralMistakes_ReportsAll()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFixture.LoadYaml(_folder, "a: &x 1\na: 2\nb: *x\n"));

        Assert.Equal(3, error.Problems.Count);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    public void Load_DeepNesting_IsRefused(string open, string close)
    {
        var yaml = "a: " + string.Concat(Enumerable.Repeat(open, 10_000)) + string.Concat(Enumerable.Repeat(close, 10_000));

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFixture.LoadYaml(_folder, yaml));

        Assert.Contains("is nested more than 32 levels deep", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AliasBomb_IsRefusedAtItsFirstAnchors()
    {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 60; level++)
        {
            yaml.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [*a{level - 1}, *a{level - 1}, *a{level - 1}, *a{level - 1}]\n");
        }

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFixture.LoadYaml(_folder, yaml.ToString()));

        Assert.Equal(50, error.Problems.Count);
    }

    [Fact]
    public void Load_TenMegabytes_IsRefusedUnread()
    {
        File.WriteAllBytes(_folder.Combine("big.yaml"), new byte[10 * 1024 * 1024]);

        var error = Assert.Throws<ConfigurationException>(() => new ConfigurationBuilder().AddAoYamlFile(_folder.Combine("big.yaml")).Build());

        Assert.Contains("is larger than 1024 KB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ByteOrderMark_IsIgnored()
    {
        File.WriteAllBytes(_folder.Combine("bom.yaml"), [.. Encoding.UTF8.Preamble, .. "Ao:\n  DataFolder: /täglich\n"u8]);

        var configuration = new ConfigurationBuilder().AddAoYamlFile(_folder.Combine("bom.yaml")).Build();

        Assert.Equal("/täglich", configuration["Ao:DataFolder"]);
    }

    [Fact]
    public void Load_NotUtf8_IsRefused()
    {
        File.WriteAllBytes(_folder.Combine("latin.yaml"), [.. "a: caf"u8, 0xE9, (byte)'\n']);
        File.WriteAllText(_folder.Combine("wide.yaml"), "a: 1\n", Encoding.Unicode);

        foreach (var name in new[] { "latin.yaml", "wide.yaml" })
        {
            var error = Assert.Throws<ConfigurationException>(() => new ConfigurationBuilder().AddAoYamlFile(_folder.Combine(name)).Build());
            Assert.Contains("is not UTF-8 text", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_Missing_IsAnErrorUnlessOptional()
    {
        var error = Assert.Throws<ConfigurationException>(() => new ConfigurationBuilder().AddAoYamlFile(_folder.Combine("none", "ao.yaml")).Build());
        var configuration = new ConfigurationBuilder().AddAoYamlFile(_folder.Combine("none", "ao.yaml"), optional: true).Build();

        Assert.Contains("is not there", error.Message, StringComparison.Ordinal);
        Assert.Empty(configuration.AsEnumerable());
    }

    [Fact]
    public void Load_Folder_IsAnError()
    {
        var error = Assert.Throws<ConfigurationException>(() => new ConfigurationBuilder().AddAoYamlFile(_folder.Path).Build());

        Assert.Contains("cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n...\n")]
    [InlineData("~\n")]
    public void Load_Empty_GivesNoKeys(string yaml) => Assert.Empty(ConfigurationFixture.LoadYaml(_folder, yaml).AsEnumerable());

    [Fact]
    public void Load_Values_AreTextAsWritten()
    {
        var configuration = ConfigurationFixture.LoadYaml(_folder, """
            a: 007
            b: "~"
            c: ~
            d: |
              two
              lines
            e: [x, {y: z}]
            f: {}
            g: []
            """);

        Assert.Equal("007", configuration["a"]);
        Assert.Equal("~", configuration["b"]);
        Assert.Null(configuration["c"]);
        Assert.Equal("two\nlines\n", configuration["d"]);
        Assert.Equal("z", configuration["E:1:Y"]);
        Assert.Null(configuration["f"]);
        Assert.Equal("", configuration["g"]);
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g"], configuration.GetChildren().Select(static child => child.Key));
    }
}
