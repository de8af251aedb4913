using System.ComponentModel.DataAnnotations;
using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub;

/// <summary>The options of the GitHub plugin.</summary>
public sealed class GitHubOptions : IValidatableObject
{
    /// <summary>Gets or sets where people read GitHub: an enterprise server's address, such as <c>https://github.example.org</c>.</summary>
    /// <value>The default is <c>https://github.com</c>.</value>
    [Required]
    public Uri Address { get; set; } = new("https://github.com");

    /// <summary>Gets or sets where the REST interface is.</summary>
    /// <value>The default is <see langword="null"/>: what belongs to <see cref="Address"/>, which is <c>https://api.github.com</c>, or <c>/api/v3</c> of an enterprise server.</value>
    public Uri? ApiAddress { get; set; }

    /// <summary>Gets or sets how a repository is cloned; <c>{owner}</c> and <c>{name}</c> stand for its name.</summary>
    /// <value>The default is <see langword="null"/>: <c>/{owner}/{name}.git</c> below <see cref="Address"/>.</value>
    public string? GitAddress { get; set; }

    /// <summary>Gets or sets how git is run.</summary>
    /// <value>The default is git of the search path.</value>
    public GitHubGitOptions Git { get; set; } = new();

    /// <summary>Gets or sets the token that calls are made with.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="App"/>, the variables <c>GH_TOKEN</c> and <c>GITHUB_TOKEN</c> (<c>GH_ENTERPRISE_TOKEN</c> and <c>GITHUB_ENTERPRISE_TOKEN</c> for an enterprise server), and <c>gh auth token</c>, the first that is there.</value>
    public string? Token { get; set; }

    /// <summary>Gets or sets the GitHub App that calls are made as.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public GitHubAppOptions? App { get; set; }

    /// <summary>Gets or sets whether the program <c>gh</c> is asked for its token where nothing else names one.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool UseCli { get; set; } = true;

    /// <summary>Gets or sets the secret that GitHub signs its webhooks with.</summary>
    /// <value>The default is <see langword="null"/>: webhooks are refused.</value>
    [MinLength(16)]
    public string? WebhookSecret { get; set; }

    /// <summary>Gets or sets the address that the repositories' webhooks are sent to, so that failed deliveries of them are asked for again. An App's webhook needs none.</summary>
    /// <value>The default is <see langword="null"/>: failed deliveries of repositories' webhooks are left alone.</value>
    public Uri? WebhookAddress { get; set; }

    /// <summary>Gets the repositories of the projects whose location does not name theirs, as <c>owner/name</c> by project id.</summary>
    /// <value>The default is none.</value>
    public IDictionary<string, string> Repositories { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets how long one call may take.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the share of the hourly quota that looks leave to people, to agents and to what is written.</summary>
    /// <value>The default is <see langword="null"/>: 0.4 where the token is a person's, who uses it elsewhere too, and 0.1 for an App.</value>
    [Range(0.0, 0.95)]
    public double? Reserve { get; set; }

    /// <summary>Gets or sets how many calls are made at the same time.</summary>
    /// <value>The default is 20. GitHub allows 100 for everything that uses the credential.</value>
    [Range(1, 100)]
    public int MaxConcurrent { get; set; } = 20;

    /// <summary>Gets or sets the least time between two calls that write.</summary>
    /// <value>The default is 1 second, as GitHub asks for.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan WriteInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how many calls that write are made in an hour.</summary>
    /// <value>The default is 500, which is where GitHub begins to refuse.</value>
    [Range(1, 10_000)]
    public int MaxWritesAnHour { get; set; } = 500;

    /// <summary>Gets or sets how many points an hour looking whether pull requests have changed may cost; with more pull requests than that is enough for, each is looked at less often.</summary>
    /// <value>The default is 300 of the 5,000 that a person has.</value>
    [Range(10, 10_000)]
    public int LookPointsAnHour { get; set; } = 300;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, address) in new[] { (nameof(Address), Address), (nameof(ApiAddress), ApiAddress) })
        {
            if (address is not null && AddressRules.ErrorOf(address) is { } error)
            {
                yield return new ValidationResult($"{name} {error}", [name]);
            }
        }

        if (GitAddress is { } git && !(git.Contains("{owner}", StringComparison.Ordinal) && git.Contains("{name}", StringComparison.Ordinal)))
        {
            yield return new ValidationResult("GitAddress does not hold {owner} and {name}, which stand for the repository. Give it as https://host/{owner}/{name}.git.", [nameof(GitAddress)]);
        }

        if (WebhookAddress is { } hook && (!hook.IsAbsoluteUri || hook.Scheme is not ("https" or "http")))
        {
            yield return new ValidationResult("WebhookAddress is no address. Give it as it stands in the settings of the repositories' webhooks, such as https://host/hooks/github.", [nameof(WebhookAddress)]);
        }

        if (App is not null && Token is not null)
        {
            yield return new ValidationResult("Both Token and App are set. Leave one out: calls are made as one of them.", [nameof(Token), nameof(App)]);
        }

        if (Token is { } token && (token.Length == 0 || token.Any(static character => character is <= ' ' or > '~')))
        {
            yield return new ValidationResult("Token is empty or holds characters that no token has. Give the token alone, without a prefix or quotes.", [nameof(Token)]);
        }

        foreach (var problem in Git.Problems())
        {
            yield return new ValidationResult(problem, [nameof(Git)]);
        }

        foreach (var problem in App?.Problems() ?? [])
        {
            yield return new ValidationResult(problem, [nameof(App)]);
        }

        foreach (var (project, repository) in Repositories)
        {
            if (!RepositoryName.TryParse(repository, out _))
            {
                yield return new ValidationResult($"The repository '{Printable.Quote(repository)}' of project '{Printable.Quote(project)}' is no owner/name.", [nameof(Repositories)]);
            }
        }
    }

    /// <summary>Shows nothing of the options, which hold secrets.</summary>
    /// <returns>The name of the class.</returns>
    public override string ToString() => nameof(GitHubOptions);
}
