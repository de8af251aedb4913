using System.Text;
using Ao.Plugins.GitLab.Webhooks;
using Ao.Scm;
using FsCheck.Xunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.GitLab.Tests;

public sealed class WebhookTests
{
    private const string Secret = "the-webhook-secret";
    private const string Signing = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string s_merge = """{"object_kind":"merge_request","project":{"path_with_namespace":"group/shop"},"object_attributes":{"iid":7}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Sign_ExampleOfStandardWebhooks_GivesItsSignature()
    {
        var signature = WebhookProof.Sign(Signing, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", """{"test": 2432232314}"""u8);

        Assert.Equal("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Convert.ToBase64String(signature));
    }

    [Theory]
    [InlineData(Secret, null, true)]
    [InlineData("the-webhook-secreT", null, false)]
    [InlineData("", null, false)]
    [InlineData(null, null, false)]
    [InlineData(null, "good", false)]
    public async Task Receive_SecretToken_IsProvedByIt(string? token, string? how, bool proved) =>
        Assert.Equal(proved ? 202 : 401, await StatusAsync(options => options["WebhookSecret"] = Secret, token, how));

    [Fact]
    public async Task Receive_NoteCannotBeKept_IsTakenWhenItIsSentAgain()
    {
        await using var fixture = await StartAsync(options => options["WebhookSecret"] = Secret);
        var environment = fixture.Get<PluginEnvironment>();
        using var deliveries = new Deliveries(environment);
        var inTheWay = Directory.CreateDirectory(Path.Combine(environment.DataFolder, "deliveries.json"));
        Assert.NotNull(await Record.ExceptionAsync(async () => await deliveries.TakeAsync("d1", Token)));

        inTheWay.Delete();

        Assert.True(await deliveries.TakeAsync("d1", Token));
        Assert.False(await deliveries.TakeAsync("d1", Token));
    }

    [Theory]
    [InlineData("good", true)]
    [InlineData("second", true)]
    [InlineData("wrong", false)]
    [InlineData("old", false)]
    [InlineData("future", false)]
    [InlineData("other id", false)]
    [InlineData("other body", false)]
    [InlineData("no version", false)]
    [InlineData(null, false)]
    public async Task Receive_SigningToken_IsProvedByTheSignatureAlone(string? how, bool proved) =>
        Assert.Equal(proved ? 202 : 401, await StatusAsync(options => options["WebhookSigningToken"] = Signing, Secret, how));

    [Fact]
    public async Task Receive_NothingConfigured_ProvesNothing() => Assert.Equal(401, await StatusAsync(static _ => { }, Secret, "good"));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"project\":{\"path_with_namespace\":\"group/\\ud800\"}}")]
    [InlineData("{\"project\":{\"path_with_namespace\":\"group/shop\"},\"\\ud800 and so on\":1}")]
    public async Task Receive_UnreadableBody_Is400(string body)
    {
        await using var fixture = await StartAsync(options => options["WebhookSecret"] = Secret);

        Assert.Equal(400, (await fixture.Scm.ReceiveAsync(Request(body, Secret, "d1"), Token)).Status);
    }

    [Fact]
    public async Task Receive_SameDelivery_IsAHintOnceAlsoAfterARestart()
    {
        await using var fixture = await StartAsync(options => options["WebhookSecret"] = Secret);
        await using var hints = fixture.Scm.WatchPullRequestsAsync(fixture.Source, Token).GetAsyncEnumerator(Token);
        var next = hints.MoveNextAsync().AsTask();

        Assert.Equal(202, (await fixture.Scm.ReceiveAsync(Request(s_merge, Secret, "d1"), Token)).Status);
        Assert.True(await next);
        Assert.Equal(7, hints.Current.Number);
        next = hints.MoveNextAsync().AsTask();
        Assert.Equal(202, (await fixture.Scm.ReceiveAsync(Request(s_merge, Secret, "d1"), Token)).Status);
        using var restarted = new Deliveries(fixture.Get<PluginEnvironment>());
        Assert.False(await restarted.TakeAsync("d1", Token));
        Assert.False(next.IsCompleted);
        await fixture.Scm.ReceiveAsync(Request(s_merge.Replace("7", "8", StringComparison.Ordinal), Secret, "d2"), Token);
        Assert.True(await next);
        Assert.Equal(8, hints.Current.Number);
    }

    [Theory]
    [InlineData("""{"object_kind":"note","project":{"path_with_namespace":"group/shop"},"merge_request":{"iid":3}}""", 3, null, false)]
    [InlineData("""{"object_kind":"note","project":{"path_with_namespace":"group/shop"},"issue":{"iid":4}}""", null, 4, true)]
    [InlineData("""{"object_kind":"pipeline","project":{"path_with_namespace":"group/shop"},"merge_request":{"iid":5}}""", 5, null, false)]
    [InlineData("""{"object_kind":"pipeline","project":{"path_with_namespace":"group/shop"},"merge_request":null}""", null, null, false)]
    [InlineData("""{"object_kind":"build","project":{"path_with_namespace":"group/shop"}}""", null, null, false)]
    [InlineData("""{"object_kind":"push","project":{"path_with_namespace":"group/shop"}}""", null, null, false)]
    [InlineData("""{"object_kind":"issue","project":{"path_with_namespace":"group/shop"},"object_attributes":{"iid":6}}""", null, 6, true)]
    [InlineData("""{"object_kind":"merge_request","project":{"path_with_namespace":"group/shop"},"object_attributes":{"iid":-1}}""", null, null, false)]
    public void Read_Event_TellsWhatToLookAt(string body, int? request, int? issue, bool isAboutIssues) =>
        Assert.Equal(new WebhookEvent("group/shop", request, issue, isAboutIssues), WebhookEvent.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"object_kind":"wiki_page","project":{"path_with_namespace":"group/shop"}}""")]
    [InlineData("""{"object_kind":"merge_request","project":{"path_with_namespace":"../x"}}""")]
    [InlineData("""{"object_kind":"merge_request"}""")]
    [InlineData("""{"object_kind":7,"project":[]}""")]
    [InlineData("{}")]
    public void Read_NothingThatIsWatched_IsNull(string body) => Assert.Null(WebhookEvent.Read(Encoding.UTF8.GetBytes(body)));

    [Property(MaxTest = 300)]
    public void Read_AnyText_IsAnEventNothingOrUnreadable(string text)
    {
        try
        {
            WebhookEvent.Read(Encoding.UTF8.GetBytes(text ?? ""));
        }
        catch (System.Text.Json.JsonException)
        {
            // What cannot be read is answered with 400.
        }
    }

    [Fact]
    public async Task Hints_Many_BecomeOneForAll()
    {
        var board = new HintBoard();
        using var watch = board.Subscribe("group/shop");
        for (var number = 1; number <= 5000; number++)
        {
            board.Tell("Group/Shop", number);
        }

        board.Tell("group/other", 1);

        Assert.Equal([null], await watch.NextAsync(Token));
    }

    private static async Task<int> StatusAsync(Action<Dictionary<string, string?>> options, string? token, string? how)
    {
        await using var fixture = await StartAsync(options);
        return (await fixture.Scm.ReceiveAsync(Request(s_merge, token, "d1", how), Token)).Status;
    }

    private static Task<GitLabFixture> StartAsync(Action<Dictionary<string, string?>> options) =>
        GitLabFixture.StartAsync(options, services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(s_now)));

    private static WebhookRequest Request(string body, string? token, string id, string? how = null)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Idempotency-Key"] = id };
        if (token is not null)
        {
            headers["X-Gitlab-Token"] = token;
        }

        if (how is not null)
        {
            var at = (s_now + (how switch { "old" => TimeSpan.FromMinutes(-6), "future" => TimeSpan.FromMinutes(6), _ => TimeSpan.Zero })).ToUnixTimeSeconds().ToString();
            var signature = Convert.ToBase64String(WebhookProof.Sign(how == "wrong" ? Signing[..^4] + "AAAA" : Signing, how == "other id" ? "d2" : id, at, Encoding.UTF8.GetBytes(how == "other body" ? "{}" : body)));
            headers["webhook-id"] = id;
            headers["webhook-timestamp"] = at;
            headers["webhook-signature"] = how switch { "second" => $"v1,{Convert.ToBase64String(new byte[32])} v1,{signature}", "no version" => signature, _ => $"v1,{signature}" };
        }

        return new WebhookRequest { Headers = headers, Body = Encoding.UTF8.GetBytes(body) };
    }
}
