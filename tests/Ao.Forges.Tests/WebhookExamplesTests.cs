using System.Text;
using System.Text.Json;
using Ao.Plugins.GitHub.Webhooks;
using Ao.TestSupport.Forges;

namespace Ao.Forges.Tests;

/// <summary>The payloads that GitHub publishes as examples are read, each one.</summary>
public sealed class WebhookExamplesTests
{
    private static readonly string[] s_ofPullRequests = ["pull_request", "pull_request_review", "pull_request_review_comment", "pull_request_review_thread"];

    [Fact]
    public async Task Read_EveryPublishedExample_FindsTheRepositoryAndThePullRequest()
    {
        ForgeStack.EnsureInstalled();
        var file = Path.Combine(ForgeStack.Modules, "@octokit", "webhooks-examples", "api.github.com", "index.json");
        using var events = JsonDocument.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        var count = 0;

        foreach (var published in events.RootElement.EnumerateArray())
        {
            var name = published.GetProperty("name").GetString()!;
            foreach (var example in published.GetProperty("examples").EnumerateArray())
            {
                var payload = WebhookPayload.Read(name, Encoding.UTF8.GetBytes(example.GetRawText()));
                count++;

                Assert.Equal(Full(example), payload.Repository?.ToString(), ignoreCase: true);
                if (s_ofPullRequests.Contains(name))
                {
                    Assert.Contains(example.GetProperty("pull_request").GetProperty("number").GetInt32(), payload.Change!.Numbers);
                }

                if (name is "issues" or "issue_comment")
                {
                    Assert.Equal(example.GetProperty("issue").GetProperty("number").GetInt32(), payload.Issue);
                }

                if (name is "check_run" or "check_suite" or "status" or "merge_group" || s_ofPullRequests.Contains(name))
                {
                    Assert.NotNull(payload.Change);
                }
            }
        }

        // The published set of the pinned version.
        Assert.InRange(count, 300, 400);
    }

    private static string? Full(JsonElement payload) =>
        payload.TryGetProperty("repository", out var repository) && repository.ValueKind == JsonValueKind.Object && repository.TryGetProperty("full_name", out var name) ? name.GetString() : null;
}
