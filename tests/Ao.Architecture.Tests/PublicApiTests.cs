using System.Reflection;
using PublicApiGenerator;

namespace Ao.Architecture.Tests;

/// <summary>What users can see of each package, compared with what was approved.</summary>
/// <remarks>After a change that is meant, run the tests once with <c>AO_APPROVE_API=1</c> and commit the files.</remarks>
public sealed class PublicApiTests
{
    private const string ApproveVariable = "AO_APPROVE_API";
    private static readonly string s_approved = Path.Combine(Repository.Root, "tests", "Ao.Architecture.Tests", "Approved");

    public static TheoryData<string> Packages => [.. Repository.ProjectsIn("src").Concat(Repository.ProjectsIn("plugins")).Where(static project => project.IsPackable).Select(static project => project.Name)];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task PublicApi_IsTheApprovedOne(string package)
    {
        var path = Path.Combine(s_approved, package + ".approved.txt");
        var current = Generate(package);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            Directory.CreateDirectory(s_approved);
            await File.WriteAllTextAsync(path, current, TestContext.Current.CancellationToken);
            return;
        }

        var approved = File.Exists(path) ? Normalise(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)) : "";
        if (current != approved)
        {
            var received = Path.Combine(AppContext.BaseDirectory, package + ".received.txt");
            await File.WriteAllTextAsync(received, current, TestContext.Current.CancellationToken);
            Assert.Fail($"""
                The public API of {package} is not the approved one.
                {FirstDifference(approved, current)}
                Compare: diff {path} {received}
                Accept:  {ApproveVariable}=1 dotnet run --project tests/Ao.Architecture.Tests
                """);
        }
    }

    [Fact]
    public void Approved_EachFileIsOfAPackage()
    {
        var packages = Packages.Select(static row => row.Data).ToHashSet();

        Assert.All(Directory.EnumerateFiles(s_approved), file => Assert.Contains(Path.GetFileName(file).Replace(".approved.txt", "", StringComparison.Ordinal), packages));
    }

    private static string Generate(string package) => Normalise(Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, package + ".dll")).GeneratePublicApi(new ApiGeneratorOptions
    {
        DenyNamespacePrefixes = [],
        ExcludeAttributes =
        [
            "System.Reflection.AssemblyMetadataAttribute",
            "System.Runtime.CompilerServices.InternalsVisibleToAttribute",
            "System.Runtime.Versioning.TargetFrameworkAttribute",
        ],
    }));

    private static string Normalise(string text) => text.ReplaceLineEndings("\n").Trim() + "\n";

    private static string FirstDifference(string approved, string current)
    {
        if (approved.Length <= 1)
        {
            return "There is no approved file yet.";
        }

        var before = approved.Split('\n');
        var after = current.Split('\n');
        var line = Enumerable.Range(0, Math.Max(before.Length, after.Length)).First(index => before.ElementAtOrDefault(index) != after.ElementAtOrDefault(index));
        return $"First difference, line {line + 1}:\n  approved: {before.ElementAtOrDefault(line)}\n  current:  {after.ElementAtOrDefault(line)}";
    }
}
