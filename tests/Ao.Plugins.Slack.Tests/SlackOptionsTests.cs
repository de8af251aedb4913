using Ao.TestSupport;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Slack.Tests;

public sealed class SlackOptionsTests
{
    [Theory]
    [InlineData("one of the two ways")]
    [InlineData("one of the two ways", "Token", "xoxb-canary", "Channel", "C1", "WebhookUrl", "https://hooks.example/canary")]
    [InlineData("Channel is missing", "Token", "xoxb-canary")]
    [InlineData("Token is missing", "Channel", "C1")]
    [InlineData("no token has", "Token", "xoxb canary", "Channel", "C1")]
    [InlineData("absolute https", "WebhookUrl", "http://hooks.example/canary")]
    [InlineData("ends with a slash", "Token", "xoxb-canary", "Channel", "C1", "ApiAddress", "https://slack.example/api")]
    [InlineData("nobody can be proved", "Token", "xoxb-canary", "Channel", "C1", "Operators:0", "U1")]
    [InlineData("'ada' in Operators", "Token", "xoxb-canary", "Channel", "C1", "SigningSecret", "canary-signing-secret", "Operators:0", "ada")]
    [InlineData("'everyone' in Mentions", "Token", "xoxb-canary", "Channel", "C1", "Mentions:0", "everyone")]
    [InlineData("16 characters", "Token", "xoxb-canary", "Channel", "C1", "SigningSecret", "canary")]
    public async Task StartAsync_WrongOptions_SaysWhichAndWhyAndNoSecret(string reason, params string[] options)
    {
        var settings = options.Chunk(2).ToDictionary(static pair => pair[0], static string? (pair) => pair[1]);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var harness = await PluginHarness.StartAsync<SlackPlugin>(settings);
        });

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }
}
