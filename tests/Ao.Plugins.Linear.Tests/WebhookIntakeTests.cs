using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.Linear.Tests;

/// <summary>Which requests from outside are believed.</summary>
public sealed class WebhookIntakeTests
{
    private const string Secret = "a secret of the webhook";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));
    private readonly Wakes _wakes;
    private readonly WebhookIntake _intake;

    public WebhookIntakeTests()
    {
        _wakes = new Wakes(_time);
        _intake = new WebhookIntake(_wakes, Options.Create(new LinearOptions { WebhookSecret = Secret }), _time);
    }

    [Fact]
    public void Receive_SignedAndNew_WakesTheWatchOnce()
    {
        var watch = _wakes.Add();
        var request = Signed(Body("Issue", """{"id":"i-1"}"""));

        Assert.Equal(202, _intake.Receive(request).Status);
        Assert.Equal(202, _intake.Receive(request).Status);

        Assert.True(watch.Reader.TryRead(out var issue));
        Assert.Equal("i-1", issue);
        Assert.False(watch.Reader.TryRead(out _));
        Assert.True(_wakes.IsTold);
    }

    [Theory]
    [InlineData("Comment", """{"id":"c","issueId":"i-2"}""", "i-2")]
    [InlineData("Comment", """{"id":"c","issue":{"id":"i-3"}}""", "i-3")]
    [InlineData("Project", """{"id":"p"}""", null)]
    [InlineData("Issue", """{"id":17}""", null)]
    [InlineData("Issue", "[]", null)]
    public void Receive_OfWhatKind_FindsTheIssue(string type, string data, string? expected)
    {
        var watch = _wakes.Add();

        Assert.Equal(202, _intake.Receive(Signed(Body(type, data))).Status);

        Assert.Equal(expected is not null, watch.Reader.TryRead(out var issue));
        Assert.Equal(expected, issue);
    }

    [Theory]
    [InlineData("no header")]
    [InlineData("no hexadecimal")]
    [InlineData("other secret")]
    [InlineData("other body")]
    [InlineData("old")]
    [InlineData("of tomorrow")]
    [InlineData("without a time")]
    public void Receive_NotProved_IsRefused(string how)
    {
        var watch = _wakes.Add();
        var good = Body("Issue", """{"id":"i-1"}""");
        var request = how switch
        {
            "no header" => new WebhookRequest { Headers = new Dictionary<string, string>(), Body = Encoding.UTF8.GetBytes(good) },
            "no hexadecimal" => With(good, new string('z', 64)),
            "other secret" => With(good, Convert.ToHexStringLower(HMACSHA256.HashData("another secret here"u8, Encoding.UTF8.GetBytes(good)))),
            "other body" => With(good.Replace("i-1", "i-9", StringComparison.Ordinal), Signed(good).Header("Linear-Signature")!),
            "old" => Signed(Body("Issue", """{"id":"i-1"}""", _time.GetUtcNow().AddSeconds(-61))),
            "of tomorrow" => Signed(Body("Issue", """{"id":"i-1"}""", _time.GetUtcNow().AddDays(1))),
            _ => Signed("""{"type":"Issue","data":{"id":"i-1"}}"""),
        };

        Assert.Equal(401, _intake.Receive(request).Status);
        Assert.False(watch.Reader.TryRead(out _));
    }

    [Fact]
    public void Receive_NoSecretOrNoJson_IsRefused()
    {
        var closed = new WebhookIntake(_wakes, Options.Create(new LinearOptions()), _time);

        Assert.Equal(401, closed.Receive(Signed(Body("Issue", """{"id":"i-1"}"""))).Status);
        Assert.Equal(400, _intake.Receive(Signed("{")).Status);
        var bad = Signed(Body("Issue", "{\"id\":\"\\ud800\"}"));
        Assert.Equal(400, _intake.Receive(bad).Status);
        Assert.Equal(400, _intake.Receive(bad).Status);
    }

    private static WebhookRequest Signed(string body) => With(body, Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body))));

    private static WebhookRequest With(string body, string signature) => new()
    {
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["linear-signature"] = signature },
        Body = Encoding.UTF8.GetBytes(body),
    };

    private string Body(string type, string data, DateTimeOffset? at = null) =>
        $$"""{"type":"{{type}}","action":"update","data":{{data}},"webhookTimestamp":{{(at ?? _time.GetUtcNow()).ToUnixTimeMilliseconds()}}}""";
}
