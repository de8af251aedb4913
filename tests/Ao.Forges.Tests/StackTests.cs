using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Ao.Forges.Tests;

/// <summary>The stack itself: it is who it says, and says what of it is stubbed.</summary>
public sealed class StackTests(GitHubStack github)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Identity_Asked_IsTheMarkOfThisStart()
    {
        var stack = await github.EnsureAsync();
        using var client = new HttpClient();

        var identity = JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync(new Uri(stack.GitHub!, "/_ao/identity"), Token));

        Assert.Equal(stack.Mark, identity.GetProperty("mark").GetString());
        Assert.Equal(32, stack.Mark.Length);
    }

    [Fact]
    public async Task Gaps_Asked_NamesEveryStub()
    {
        var stack = await github.EnsureAsync();
        using var client = new HttpClient();

        var gaps = JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync(new Uri(stack.GitHub!, "/_ao/gaps"), Token));

        Assert.True(gaps.GetArrayLength() >= 20);
        Assert.All(gaps.EnumerateArray(), static gap => Assert.NotEmpty(gap.GetProperty("what").GetString()!));
    }

    [Fact]
    public async Task Get_UnchangedOrByAStranger_Is304Or401()
    {
        using var shop = await Shop.CreateAsync(github, ("a.txt", "1\n"));
        using var client = new HttpClient();
        var address = new Uri(shop.Stack.GitHub!, "/api/v3" + shop.Api("/branches"));

        using var first = await SendAsync(shop.Stack.People["octocat"], null);
        using var again = await SendAsync(shop.Stack.People["octocat"], first.Headers.ETag);
        using var stranger = await SendAsync("ghp_nobody", null);
        await shop.PushAsync("other", "main", ("a.txt", "2\n"));
        using var changed = await SendAsync(shop.Stack.People["octocat"], first.Headers.ETag);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.Unauthorized, HttpStatusCode.OK],
            [first.StatusCode, again.StatusCode, stranger.StatusCode, changed.StatusCode]);

        async Task<HttpResponseMessage> SendAsync(string token, EntityTagHeaderValue? known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (known is not null)
            {
                request.Headers.IfNoneMatch.Add(known);
            }

            return await client.SendAsync(request, Token);
        }
    }
}
