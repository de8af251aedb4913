using System.Text;
using System.Text.Json;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Issues;
using Ao.Plugins.GitHub.Looks;
using Ao.Plugins.GitHub.Tests.Api;
using Ao.Plugins.GitHub.Webhooks;

namespace Ao.Plugins.GitHub.Tests.Webhooks;

public sealed class WebhookTests
{
    private const string Secret = "It's a Secret to Everybody";
    private const string Right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    [Theory]
    [InlineData(Right, true)]
    [InlineData("sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17", true)]
    [InlineData("sha256=857107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("sha256=", false)]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData(null, false)]
    public void Signature_IsCheckedOverTheBytes(string? signature, bool isGenuine) => Assert.Equal(isGenuine, WebhookSignature.IsGenuine(Secret, "Hello, World!"u8, signature));

    [Theory]
    [InlineData("pull_request", """{"action":"synchronize","pull_request":{"number":5}}""", LookParts.All, "5")]
    [InlineData("pull_request", """{"action":"labeled","pull_request":{"number":5}}""", LookParts.Standing, "5")]
    [InlineData("pull_request", """{"action":"edited","pull_request":{"number":5}}""", LookParts.Standing | LookParts.Talk, "5")]
    [InlineData("pull_request_review_thread", """{"pull_request":{"number":5}}""", LookParts.Standing | LookParts.Talk, "5")]
    [InlineData("issue_comment", """{"issue":{"number":5,"pull_request":{}}}""", LookParts.Standing | LookParts.Talk, "5")]
    [InlineData("check_run", """{"check_run":{"head_sha":"abc","pull_requests":[{"number":5},{"number":6}]}}""", LookParts.Standing | LookParts.Checks, "5,6")]
    [InlineData("status", """{"sha":"abc"}""", LookParts.Standing | LookParts.Checks, "")]
    [InlineData("push", """{"ref":"refs/heads/main"}""", LookParts.Standing, "")]
    public void Payload_SaysWhatToLookAt(string name, string payload, object parts, string numbers)
    {
        var change = WebhookPayload.Read(name, Encoding.UTF8.GetBytes(payload)).Change!;

        Assert.Equal((LookParts)parts, change.Parts);
        Assert.Equal(numbers, string.Join(',', change.Numbers));
    }

    [Theory]
    [InlineData("issue_comment", """{"issue":{"number":5}}""")]
    [InlineData("push", """{"ref":"refs/tags/v1"}""")]
    [InlineData("star", "{}")]
    [InlineData("pull_request", """{"pull_request":{"number":"5"}}""")]
    [InlineData("pull_request", """{"pull_request":[]}""")]
    [InlineData("pull_request", """{"pull_request":{"number":99999999999}}""")]
    public void Payload_OfSomethingElse_ChangesNothing(string name, string payload) => Assert.Null(WebhookPayload.Read(name, Encoding.UTF8.GetBytes(payload)).Change);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("payload=%7B%7D")]
    [InlineData("{\"ref\":\"refs/heads/\\ud800\"}")]
    [InlineData("{\"ref\":\"refs/heads/x\",\"\\ud800 and so on\":1}")]
    public void Payload_NoObject_IsRefused(string payload) => Assert.ThrowsAny<JsonException>(() => WebhookPayload.Read("push", Encoding.UTF8.GetBytes(payload)));

    [Fact]
    public async Task Receive_AnswersByWhatIsProved()
    {
        using var github = Make();

        Assert.Equal(202, (await SendAsync(github, "11111111-0000-0000-0000-000000000000", """{"zen":"x"}""", "ping")).Status);
        Assert.Equal(401, (await SendAsync(github, "id", "{}", secret: "another secret, also long")).Status);
        Assert.Equal(400, (await SendAsync(github, "../../x", "{}")).Status);
        Assert.Equal(400, (await SendAsync(github, "id", "payload=1")).Status);
        Assert.Equal(400, (await SendAsync(github, "id", "{\"ref\":\"refs/heads/\\ud800\"}")).Status);
        Assert.DoesNotContain(github.Log.GetSnapshot(), static entry => entry.Message.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receive_WithoutASecret_RefusesAll()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(200));

        Assert.Equal(401, (await SendAsync(github, "id", "{}")).Status);
        Assert.Contains(github.Log.GetSnapshot(), static entry => entry.Message.Contains("WebhookSecret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delivery_SentAgain_DoesNothing_OverARestartToo()
    {
        var folder = Directory.CreateTempSubdirectory("ao-github-").FullName;
        try
        {
            using (var github = Make(folder))
            {
                Assert.True(await github.Get<DeliveryLog>().AddAsync("one", Token));
                Assert.False(await github.Get<DeliveryLog>().AddAsync("one", Token));
            }

            // A crash may leave half a line.
            await File.AppendAllTextAsync(Path.Combine(folder, "deliveries.txt"), "17723", Token);
            using var next = Make(folder);
            Assert.False(await next.Get<DeliveryLog>().AddAsync("one", Token));
            Assert.True(await next.Get<DeliveryLog>().AddAsync("two", Token));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Issue_ThatChanges_WakesThoseWhoWatchItsRepository()
    {
        using var github = Make();
        var next = github.Get<IssueMarks>().NextAsync(RepositoryName.Parse("acme/shop"));
        await SendAsync(github, "a1", """{"repository":{"full_name":"other/repo"},"issue":{"number":3}}""", "issues");
        Assert.False(next.IsCompleted);

        await SendAsync(github, "a2", """{"repository":{"full_name":"Acme/Shop"},"issue":{"number":4}}""", "issues");

        await next.WaitAsync(Token);
    }

    [Fact]
    public void Redelivery_AsksForWhatFailed_AndWasNotTakenSince()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        HookDelivery Attempt(long id, string guid, int status, double hours) => new(id, guid, now - TimeSpan.FromHours(hours), status < 300 ? "OK" : "failed", status);

        var chosen = RedeliveryChoice.Choose(
            [Attempt(1, "a", 500, 3), Attempt(2, "a", 500, 2), Attempt(3, "b", 500, 2), Attempt(4, "b", 200, 1), Attempt(5, "c", 502, 80), Attempt(6, "d", 0, 1), Attempt(7, "e", 500, 1), Attempt(8, "../f", 500, 1)],
            new HashSet<string> { "d" },
            new Dictionary<string, int> { ["e"] = 3 },
            now);

        Assert.Equal([2L], chosen.Select(static delivery => delivery.Id));
    }

    [Fact]
    public async Task Redelivery_OfARepositorysWebhook_AsksForTheOneThatIsSentHere()
    {
        using var github = Make();
        github.Answer = request => request.RequestUri!.AbsolutePath switch
        {
            "/repos/acme/shop/hooks" => StubGitHub.Reply(200, """[{"id":1,"config":{"url":"https://other.example/"}},{"id":2,"config":{"url":"https://ao.example/hooks/github"}}]"""),
            "/repos/acme/shop/hooks/2/deliveries" => StubGitHub.Reply(200, $$"""[{"id":9,"guid":"g","delivered_at":"{{github.Clock.GetUtcNow().AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}}","status":"failed","status_code":502}]"""),
            _ => StubGitHub.Reply(202),
        };
        github.Get<PullRequestLooks>().Of(await github.Get<GitHubPlaces>().OfAsync(new Ao.Scm.ProjectSource { Project = new ProjectId("shop"), Location = "acme/shop" }, Token));

        await Redelivery(github).AskAgainAsync(Token);

        Assert.Equal("POST https://api.github.com/repos/acme/shop/hooks/2/deliveries/9/attempts", github.Calls[^1].Call);
    }

    [Fact]
    public async Task Redelivery_OneRepositorysWebhooksMayNotBeSeen_TheOthersAreAsked()
    {
        using var github = Make();
        github.Answer = request => request.RequestUri!.AbsolutePath switch
        {
            "/repos/acme/shop/hooks" or "/repos/acme/blog/hooks" when github.Calls.Count == 1 => StubGitHub.Reply(403, "{\"message\":\"Resource not accessible\"}"),
            _ => StubGitHub.Reply(200, "[]"),
        };
        foreach (var repository in new[] { "acme/shop", "acme/blog" })
        {
            github.Get<PullRequestLooks>().Of(await github.Get<GitHubPlaces>().OfAsync(new Ao.Scm.ProjectSource { Project = new ProjectId(repository[5..]), Location = repository }, Token));
        }

        await Redelivery(github).AskAgainAsync(Token);

        Assert.Equal(2, github.Calls.Select(static call => call.Call).Distinct().Count());
        Assert.Single(github.Log.GetSnapshot(), static entry => entry.Message.Contains("acme/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redelivery_WhatWasTakenCannotBeRead_GoesOnLater()
    {
        var folder = Directory.CreateTempSubdirectory("ao-github-").FullName;
        try
        {
            using var github = Make(folder);
            var asked = new TaskCompletionSource();
            github.Answer = request =>
            {
                if (request.Method == HttpMethod.Post)
                {
                    asked.TrySetResult();
                }

                return StubGitHub.Reply(200, request.RequestUri!.AbsolutePath == "/repos/acme/shop/hooks"
                    ? """[{"id":2,"config":{"url":"https://ao.example/hooks/github"}}]"""
                    : $$"""[{"id":9,"guid":"g","delivered_at":"{{github.Clock.GetUtcNow().AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}}","status":"failed","status_code":502}]""");
            };
            github.Get<PullRequestLooks>().Of(await github.Get<GitHubPlaces>().OfAsync(new Ao.Scm.ProjectSource { Project = new ProjectId("shop"), Location = "acme/shop" }, Token));
            var redelivery = Redelivery(github);
            using (new FileStream(Path.Combine(folder, "deliveries.txt"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                await redelivery.StartAsync(Token);
                while (!redelivery.ExecuteTask!.IsCompleted && !github.Log.GetSnapshot().Any(static entry => entry.Message.Contains("could not be asked for again", StringComparison.Ordinal)))
                {
                    await Task.Yield();
                }
            }

            while (!redelivery.ExecuteTask!.IsCompleted && !asked.Task.IsCompleted)
            {
                github.Clock.Advance(TimeSpan.FromMinutes(5));
                await Task.Yield();
            }

            Assert.True(asked.Task.IsCompleted);
            await redelivery.StopAsync(Token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Redelivery Redelivery(StubGitHub github) => github.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<Redelivery>().Single();

    private static StubGitHub Make(string? folder = null) =>
        new(static _ => StubGitHub.Reply(200), static options => (options.WebhookSecret, options.WebhookAddress) = (Secret, new Uri("https://ao.example/hooks/github")), folder: folder);

    private static ValueTask<WebhookReply> SendAsync(StubGitHub github, string delivery, string payload, string name = "push", string secret = Secret)
    {
        var body = Encoding.UTF8.GetBytes(payload);
        return github.Get<WebhookIntake>().ReceiveAsync(
            new WebhookRequest
            {
                Body = body,
                Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                {
                    ["x-github-event"] = name,
                    ["x-github-delivery"] = delivery,
                    ["x-hub-signature-256"] = "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)),
                },
            },
            Token);
    }
}
