using Ao.Configuration;
using Ao.Hosting;

namespace Ao.Core.Tests.Hosting;

public sealed class FolderResolutionTests
{
    private static readonly string s_home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    [Theory]
    [InlineData("/var/lib/ao", "/var/lib/ao")]
    [InlineData("ao", "/srv/host/ao")]
    [InlineData("../ao", "/srv/ao")]
    [InlineData("~user/ao", "/srv/host/~user/ao")]
    public void PostConfigure_DataFolder_IsSeenFromTheContentRoot(string written, string expected)
    {
        var options = new AoOptions { DataFolder = written, PluginFolders = [written] };

        new FolderResolution("/srv/host").PostConfigure(null, options);

        Assert.Equal(expected, options.DataFolder);
        Assert.Equal([expected], options.PluginFolders);
    }

    [Fact]
    public void PostConfigure_Tilde_IsTheHomeOfTheAccount()
    {
        var options = new AoOptions { DataFolder = "~/ao", Projects = { ["shop"] = new ProjectOptions { Path = "~/shop" } } };

        new FolderResolution("/srv/host").PostConfigure(null, options);

        Assert.Equal(Path.Join(s_home, "ao"), options.DataFolder);
        Assert.Equal(Path.Join(s_home, "shop"), options.Projects["shop"].Path);
    }

    [Theory]
    [InlineData("./shop", "/srv/host/shop")]
    [InlineData("https://example.org/shop.git", "https://example.org/shop.git")]
    [InlineData("catalogue:shop", "catalogue:shop")]
    [InlineData("", "")]
    public void PostConfigure_ProjectPath_IsLeftToTheScmUnlessItIsWrittenAsAPath(string written, string expected)
    {
        var options = new AoOptions { Projects = { ["shop"] = new ProjectOptions { Path = written } } };

        new FolderResolution("/srv/host").PostConfigure(null, options);

        Assert.Equal(expected, options.Projects["shop"].Path);
    }
}
