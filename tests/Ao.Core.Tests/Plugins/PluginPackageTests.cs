using System.IO.Compression;
using Ao.Plugins;
using Ao.Runtimes;

namespace Ao.Core.Tests.Plugins;

/// <summary>A plugin's package, unpacked as its users unpack it.</summary>
public sealed class PluginPackageTests
{
    [Fact]
    public async Task Start_UnpackedPackage_IsLoadedWithEverythingThatItNeeds()
    {
        await using var fixture = new PluginFixture();
        using var package = Open();
        foreach (var entry in package.Entries.Where(static entry => entry.FullName.StartsWith("plugins/", StringComparison.Ordinal)))
        {
            var path = fixture.Combine(entry.FullName.Split('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            entry.ExtractToFile(path);
        }

        fixture.Name("local-process");
        await fixture.StartAsync();

        var folder = fixture["local-process"].Folder!;
        Assert.Equal(Path.Combine(fixture.Folder, "local-process", "0.1.0"), folder);
        Assert.True(File.Exists(Path.Combine(folder, "keeper.sh")));
        Assert.True(File.Exists(Path.Combine(folder, "Ao.Plugins.LocalProcess.deps.json")));
        Assert.Empty(await fixture.Catalog.Get<IRuntime>("local-process").ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Package_HasNeitherLibraryNorDependencies()
    {
        using var package = Open();

        Assert.DoesNotContain(package.Entries, static entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal));
        using var reader = new StreamReader(package.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
        Assert.DoesNotContain("<dependency ", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    private static ZipArchive Open() => ZipFile.OpenRead(Path.Combine(AppContext.BaseDirectory, "packages", "Ao.Plugins.LocalProcess.0.1.0.nupkg"));
}
