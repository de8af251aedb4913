using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ao.Commands;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Auth;
using Ao.Plugins.GitHub.Tests.Api;

namespace Ao.Plugins.GitHub.Tests.Auth;

public sealed class CredentialsTests
{
    private const string Ada = """{"login":"ada"}""";

    [Theory]
    [InlineData("configured", true, true, "configured")]
    [InlineData(null, true, true, "variable")]
    [InlineData(null, false, true, "cli")]
    public async Task First_ThatIsThere_IsTaken(string? token, bool hasVariable, bool hasCli, string expected)
    {
        using var github = new StubGitHub(
            static _ => StubGitHub.Reply(200, Ada),
            options => options.Token = token,
            new Cli(hasCli ? ["cli"] : []),
            hasVariable ? new Dictionary<string, string> { ["GITHUB_TOKEN"] = "variable" } : null);

        await WhoAsync(github);

        Assert.Equal($"Bearer {expected}", Assert.Single(github.Calls).Authorization);
    }

    [Fact]
    public async Task EnterpriseServer_GetsNoTokenOfGitHubCom()
    {
        using var github = new StubGitHub(
            static _ => StubGitHub.Reply(200, Ada),
            static options => (options.Token, options.Address, options.UseCli) = (null, new Uri("https://github.example.org"), false),
            variables: new Dictionary<string, string> { ["GITHUB_TOKEN"] = "of-github-com" });

        var error = await Assert.ThrowsAsync<AoException>(() => WhoAsync(github));

        Assert.Contains("GH_ENTERPRISE_TOKEN", error.Message, StringComparison.Ordinal);
        Assert.Empty(github.Calls);
    }

    [Fact]
    public async Task Cli_IsAskedOnce_AndAgainWhenItsTokenIsRefused()
    {
        var commands = new Cli("old", "new");
        using var github = new StubGitHub(static request => request.Headers.Authorization!.Parameter == "old" ? StubGitHub.Reply(401) : StubGitHub.Reply(200, Ada), static options => options.Token = null, commands);

        await WhoAsync(github);
        await WhoAsync(github);

        Assert.Equal(["Bearer old", "Bearer new", "Bearer new"], github.Calls.Select(static call => call.Authorization));
        Assert.Equal(["gh auth token --hostname github.com", "gh auth token --hostname github.com"], commands.Commands);
    }

    [Fact]
    public async Task Cli_SameTokenAgain_IsNotTriedTwice()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(401), static options => options.Token = null, new Cli("old", "old"));

        var error = await Assert.ThrowsAsync<GitHubException>(() => WhoAsync(github));

        Assert.Contains("gh auth login", error.Message, StringComparison.Ordinal);
        Assert.Single(github.Calls);
    }

    [Fact]
    public async Task None_SaysHowToGiveOne()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(200, Ada), static options => options.Token = null, new Cli());

        Assert.Contains("gh auth login --hostname github.com", (await Assert.ThrowsAsync<AoException>(() => WhoAsync(github))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task App_ProvesItself_AndRenewsItsTokenBeforeItEnds()
    {
        using var key = RSA.Create(2048);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, key.ExportRSAPrivateKeyPem(), TestContext.Current.CancellationToken);
        try
        {
            var made = 0;
            StubGitHub? stub = null;
            using var github = stub = new StubGitHub(
                request => request.RequestUri!.AbsolutePath switch
                {
                    "/repos/acme/shop/installation" => StubGitHub.Reply(200, """{"id":7}"""),
                    "/app/installations/7/access_tokens" => StubGitHub.Reply(201, $$"""{"token":"ghs_{{++made}}","expires_at":"{{stub!.Clock.GetUtcNow().AddHours(1):yyyy-MM-ddTHH:mm:ssZ}}"}"""),
                    _ => StubGitHub.Reply(200, Ada),
                },
                options => (options.Token, options.App) = (null, new GitHubAppOptions { AppId = "12", PrivateKeyFile = file }));

            await RepositoryAsync(github);
            await RepositoryAsync(github);
            github.Clock.Advance(TimeSpan.FromMinutes(56));
            await RepositoryAsync(github);

            Assert.Equal(["Bearer ghs_1", "Bearer ghs_1", "Bearer ghs_2"], github.Calls.Where(static call => call.Call.EndsWith("/repos/acme/shop", StringComparison.Ordinal)).Select(static call => call.Authorization));
            var proof = github.Calls[0].Authorization!["Bearer ".Length..].Split('.');
            Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{proof[0]}.{proof[1]}"), Base64Url.DecodeFromChars(proof[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(proof[1]));
            Assert.Equal("12", claims.RootElement.GetProperty("iss").GetString());
            Assert.InRange(claims.RootElement.GetProperty("exp").GetInt64() - claims.RootElement.GetProperty("iat").GetInt64(), 1, 600);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task App_WithSeveralInstallations_ReadsAListToItsEnd()
    {
        using var key = RSA.Create(2048);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, key.ExportRSAPrivateKeyPem(), TestContext.Current.CancellationToken);
        try
        {
            StubGitHub? stub = null;
            using var github = stub = new StubGitHub(
                request => request.RequestUri!.PathAndQuery switch
                {
                    "/app/installations?per_page=2" => StubGitHub.Reply(200, """[{"id":7},{"id":8}]"""),
                    "/repos/acme/shop/installation" => StubGitHub.Reply(200, """{"id":7}"""),
                    "/app/installations/7/access_tokens" => StubGitHub.Reply(201, $$"""{"token":"ghs_7","expires_at":"{{stub!.Clock.GetUtcNow().AddHours(1):yyyy-MM-ddTHH:mm:ssZ}}"}"""),
                    "/repos/acme/shop/x?state=all" => StubGitHub.Reply(200, """[{"id":1}]""", ("Link", "<https://api.github.com/repositories/1/x?state=all&page=2>; rel=\"next\"")),
                    _ => StubGitHub.Reply(200, """[{"id":2}]"""),
                },
                options => (options.Token, options.App) = (null, new GitHubAppOptions { AppId = "12", PrivateKeyFile = file }));

            var found = new List<long>();
            await foreach (var item in github.Client.ListAsync("/repos/acme/shop/x?state=all", GitHubJson.Default.InstallationArray, CallPurpose.Look, TestContext.Current.CancellationToken))
            {
                found.Add(item.Id);
            }

            Assert.Equal([1, 2], found);
            Assert.Equal(("GET https://api.github.com/repos/acme/shop/x?state=all&page=2", "Bearer ghs_7"), (github.Calls[^1].Call, github.Calls[^1].Authorization));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task App_KeyThatIsNone_IsNamed_AndNotShown()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----", TestContext.Current.CancellationToken);
        try
        {
            using var github = new StubGitHub(static _ => StubGitHub.Reply(200, Ada), options => (options.Token, options.App) = (null, new GitHubAppOptions { AppId = "12", InstallationId = 7, PrivateKeyFile = file }));

            var error = await Assert.ThrowsAsync<AoException>(() => RepositoryAsync(github));

            Assert.Contains(file, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("c2VjcmV0", error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<SignedIn> WhoAsync(StubGitHub github) => github.Client.GetAsync("/user", GitHubJson.Default.SignedIn, CallPurpose.Person, TestContext.Current.CancellationToken);

    private static Task<SignedIn> RepositoryAsync(StubGitHub github) => github.Client.GetAsync("/repos/acme/shop", GitHubJson.Default.SignedIn, CallPurpose.Person, TestContext.Current.CancellationToken);

    private sealed class Cli(params string[] tokens) : ICommandRunner
    {
        private readonly Queue<string> _tokens = new(tokens);

        public List<string> Commands { get; } = [];

        public ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
        {
            Commands.Add(request.Command.ToString());
            return ValueTask.FromResult(_tokens.TryDequeue(out var token)
                ? new CommandResult { ExitCode = 0, Output = token + "\n", Error = "" }
                : new CommandResult { ExitCode = 1, Output = "", Error = "no oauth token" });
        }
    }
}
