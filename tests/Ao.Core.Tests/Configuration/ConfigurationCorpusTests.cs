using System.Text;
using System.Text.Json;
using Ao.Configuration;
using Ao.TestSupport;
using Microsoft.Extensions.Configuration;

namespace Ao.Core.Tests.Configuration;

public class ConfigurationCorpusTests
{
    [Fact]
    public void Json_EachValueOfTheCorpus_IsOneArgument()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new { Ao = new { Projects = new { shop = new { Path = "/shop", Verification = new { Commands = new[] { new { Name = "check", Command = (string[])["echo", .. HostileStrings.Arguments] } } } } } } });

        var options = ConfigurationFixture.Bind(new ConfigurationBuilder().AddJsonStream(new MemoryStream(json)).Build().GetSection("Ao"));

        Assert.Equal(["echo", .. HostileStrings.Arguments.Select(HostileStrings.AsUnicode)], options.Projects["shop"].Verification.Commands[0].Command);
    }

    [Fact]
    public void Yaml_EachValueOfTheCorpus_IsOneArgumentOrRefused()
    {
        var taken = 0;
        foreach (var text in HostileStrings.Arguments)
        {
            try
            {
                var options = ConfigurationFixture.BindYaml($"Ao:\n  Projects:\n    shop:\n      Path: /shop\n      Verification:\n        Commands:\n        - Name: check\n          Command: [echo, {Quote(text)}]\n");
                Assert.Equal(["echo", HostileStrings.AsUnicode(text)], options.Projects["shop"].Verification.Commands[0].Command);
                taken++;
            }
            catch (ConfigurationException exception)
            {
                Assert.Equal(Printable.Clean(exception.Message), exception.Message);
            }
        }

        Assert.True(taken > 2000, $"{taken} were taken");
    }

    // What YAML does not take raw in double quotes is escaped, as a writer of YAML would.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in HostileStrings.AsUnicode(text))
        {
            quoted.Append(char.IsControl(character) || character is '"' or '\\' ? $"\\u{(int)character:x4}" : character.ToString());
        }

        return quoted.Append('"').ToString();
    }
}
