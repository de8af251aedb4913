using System.Text.RegularExpressions;

namespace Ao.Core.Tests.Hosting;

public partial class TelemetryDocumentationTests
{
    [Fact]
    public void Page_EverySpanAndInstrumentOfTheCode_IsListed()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Ao.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new DirectoryNotFoundException("No folder above the tests holds Ao.sln.");
        }

        var page = File.ReadAllText(Path.Combine(root, "docs", "telemetry.md"));
        var names = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static file => Names().Matches(File.ReadAllText(file)))
            .Select(static match => match.Groups["name"].Value)
            .Distinct()
            .ToList();

        Assert.True(names.Count >= 4, "The search for names finds too few of them.");
        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(StartActivity|Create(Observable)?(UpDown)?(Counter|Histogram|Gauge)(<\w+>)?)\(\s*\$?""(?<name>[^""]+)""")]
    private static partial Regex Names();
}
