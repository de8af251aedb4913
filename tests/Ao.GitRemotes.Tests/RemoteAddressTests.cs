using Ao.Git.Remotes;
using FsCheck.Xunit;

namespace Ao.GitRemotes.Tests;

/// <summary>Which addresses git is given.</summary>
public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("https://github.com/o/n.git", "Https", "https://github.com/")]
    [InlineData("https://ghe.example:8443/o/n.git", "Https", "https://ghe.example:8443/")]
    [InlineData("http://127.0.0.1:5000/o/n.git", "Http", "http://127.0.0.1:5000/")]
    [InlineData("ssh://git@github.com:22/o/n.git", "Ssh", null)]
    [InlineData("git@github.com:o/n.git", "Ssh", null)]
    [InlineData("file:///srv/o/n.git", "File", null)]
    [InlineData("/srv/o/n.git", "File", null)]
    public void Parse_GoodAddress_IsTaken(string text, string transport, string? origin)
    {
        var address = RemoteAddress.Parse(text);

        Assert.Equal((text, transport, origin), (address.Text, address.Transport.ToString(), address.Origin));
    }

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("", "is empty")]
    [InlineData("--upload-pack=touch /tmp/x", "starts with '-'")]
    [InlineData("ext::sh -c whoami", "holds spaces")]
    [InlineData("ext::whoami", "names neither a transport nor a host")]
    [InlineData("fd::17/x", "names neither a transport nor a host")]
    [InlineData("o/n", "names neither a transport nor a host")]
    [InlineData("./a:b", "names neither a transport nor a host")]
    [InlineData("-oProxyCommand=x:o/n", "starts with '-'")]
    [InlineData("git@-oProxyCommand=x:o/n", "names neither a transport nor a host")]
    [InlineData("ssh://-oProxyCommand=x/o/n", "")]
    [InlineData("ftp://host/x", "is none of https")]
    [InlineData("git://host/x", "is none of https")]
    [InlineData("https://host/x\n", "spaces or control")]
    [InlineData("https:///x", "")]
    public void Parse_BadAddress_SaysWhy(string? text, string why)
    {
        var error = Assert.Throws<AoException>(() => RemoteAddress.Parse(text));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains("Give it as", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://me:hunter2@github.com/o/n.git")]
    [InlineData("https://hunter2@github.com/o/n.git")]
    [InlineData("ssh://git:hunter2@github.com/o/n.git")]
    public void Parse_Password_IsRefusedAndNotShown(string text)
    {
        var error = Assert.Throws<AoException>(() => RemoteAddress.Parse(text));

        Assert.Contains("a name or a password", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public void Parse_Anything_IsAnAddressThatNoOptionAndNoProgramIs(string? text)
    {
        if (RemoteAddress.TryParse(text, out var address, out var fault))
        {
            Assert.Null(fault);
            Assert.False(address.Text.StartsWith('-'));
            Assert.DoesNotContain("::", address.Text.Split('/')[0], StringComparison.Ordinal);
        }
        else
        {
            Assert.NotEmpty(fault);
        }
    }

    [Fact]
    public void Environment_OfOneRemote_AllowsItsTransportAndNamesItsOrigin()
    {
        var variables = RemoteEnvironment.Of(RemoteAddress.Parse("https://ghe.example:8443/o/n.git"), RemoteCredential.Basic("x", "token"), static name => name == "HTTPS_PROXY" ? "http://proxy:1" : null);
        var settings = Enumerable.Range(0, int.Parse(variables["GIT_CONFIG_COUNT"]!, null)).ToDictionary(index => variables[$"GIT_CONFIG_KEY_{index}"]!, index => variables[$"GIT_CONFIG_VALUE_{index}"]);

        Assert.Equal("always", settings["protocol.https.allow"]);
        Assert.Equal("false", settings["http.followRedirects"]);
        Assert.StartsWith("Authorization: Basic ", settings["http.https://ghe.example:8443/.extraHeader"], StringComparison.Ordinal);
        Assert.DoesNotContain("protocol.ssh.allow", settings.Keys);
        Assert.Equal("http://proxy:1", variables["HTTPS_PROXY"]);
        Assert.DoesNotContain("Authorization", string.Join('\n', RemoteEnvironment.Of(RemoteAddress.Parse("git@github.com:o/n"), RemoteCredential.Basic("x", "token"), static _ => null).Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("\u00fc")]
    public void Credential_NoToken_IsRefusedWithoutShowingIt(string token)
    {
        var error = Assert.Throws<AoException>(() => RemoteCredential.Basic("x", token));

        Assert.Contains("holds characters that no token has", error.Message, StringComparison.Ordinal);
    }
}
