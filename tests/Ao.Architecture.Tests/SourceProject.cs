using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;

namespace Ao.Architecture.Tests;

/// <summary>A project file, and what was built from it.</summary>
internal sealed record SourceProject
{
    private static readonly string s_configuration = typeof(SourceProject).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public required string Name { get; init; }

    public required string Path { get; init; }

    public required bool IsPackable { get; init; }

    /// <summary>Gets the projects whose assemblies it refers to, as its project file says.</summary>
    public required IReadOnlyList<string> ProjectReferences { get; init; }

    public required IReadOnlyList<string> PackageReferences { get; init; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string AssemblyPath => System.IO.Path.Combine(AppContext.BaseDirectory, Name + ".dll");

    public static SourceProject Read(string path)
    {
        var xml = XDocument.Load(path);
        return new SourceProject
        {
            Name = System.IO.Path.GetFileNameWithoutExtension(path),
            Path = path,
            IsPackable = xml.Descendants("IsPackable").Any(static property => property.Value == "true"),
            ProjectReferences = [.. xml.Descendants("ProjectReference")
                .Where(static reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
                .Select(static reference => System.IO.Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))],
            PackageReferences = [.. xml.Descendants("PackageReference").Select(static reference => (string)reference.Attribute("Include")!)],
        };
    }

    /// <summary>Gives the projects that restoring resolved, those that came through others included.</summary>
    public IReadOnlyList<string> ResolvedProjects()
    {
        using var stream = File.OpenRead(System.IO.Path.Combine(Repository.Root, "artifacts", "obj", Name, "project.assets.json"));
        using var assets = JsonDocument.Parse(stream);
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(static library => library.Value.GetProperty("type").GetString() == "project")
            .Select(static library => library.Name.Split('/')[0])];
    }

    /// <summary>Gives the names of the assemblies that the built one refers to.</summary>
    public IReadOnlyList<string> AssemblyReferences()
    {
        Assert.True(File.Exists(AssemblyPath), $"{Name} was not built in {s_configuration}: build the tests again.");
        return AssemblyReferenceReader.Read(AssemblyPath);
    }

    public override string ToString() => Name;
}
