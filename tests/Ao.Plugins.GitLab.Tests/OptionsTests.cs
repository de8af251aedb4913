using Ao.Plugins.GitLab.Tests.Stub;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Address", "ftp://gitlab.example.org", "absolute https address")]
    [InlineData("Address", "https://me:secret@gitlab.example.org", "without user")]
    [InlineData("Address", "http://gitlab.example.org", "Use https")]
    [InlineData("Projects:shop", "shop", "group/name")]
    [InlineData("GitAddress", "https://mirror.example.org/shop.git", "{path}")]
    [InlineData("WebhookSecret", "short", "could be guessed")]
    [InlineData("WebhookSigningToken", "short", "could be guessed")]
    [InlineData("Token", "a token", "Copy it anew")]
    [InlineData("Git:Program", "", "Program")]
    [InlineData("Concurrency", "0", "Concurrency")]
    public async Task Options_Wrong_SayWhichAndWhatToDo(string key, string value, string expected)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(async () => await (await GitLabFixture.StartAsync(options => options[key] = value)).DisposeAsync());

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_ShowsNoSecret()
    {
        var options = new GitLabOptions { Token = StubGitLab.Token, WebhookSecret = "the-webhook-secret", WebhookSigningToken = "whsec_c2VjcmV0" };

        Assert.Equal("GitLab at https://gitlab.com/", options.ToString());
        Assert.DoesNotContain(StubGitLab.Token, new Api.Credential(StubGitLab.Token, "the option Token").ToString(), StringComparison.Ordinal);
    }
}
