using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.Git;

/// <summary>The options of the git plugin.</summary>
public sealed class GitOptions : IValidatableObject
{
    /// <summary>Gets or sets the git program: a name looked up on <c>PATH</c>, or a path.</summary>
    /// <value>The default is <c>git</c>.</value>
    [Required]
    public string Program { get; set; } = "git";

    /// <summary>Gets or sets how long one git command may take.</summary>
    /// <value>The default is 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how many bytes of ignored files are kept when a workspace is closed; the smallest files come first.</summary>
    /// <value>The default is 64 MiB.</value>
    [Range(0, long.MaxValue)]
    public long KeepIgnoredBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Gets or sets the folder of a forge that several hosts share: pull requests, checks, reviews, threads, issues, claims and forks are kept there. Only those who may act as the hosts do may write to it.</summary>
    /// <value>The default is <see langword="null"/>: the forge is this host's own, in its data folder.</value>
    public string? Forge { get; set; }

    /// <summary>Gets the checks that the local forge runs on the merged result of a pull request, by name. A pull request is merged only when all passed.</summary>
    /// <value>The default is none.</value>
    public IDictionary<string, CheckOptions> Checks { get; } = new Dictionary<string, CheckOptions>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Forge is { } forge && (forge.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(forge)))
        {
            yield return new ValidationResult($"The forge '{Printable.Quote(forge)}' is no full path. Give the path of a folder from the root on, the same one to each host that shares it; or leave it out for a forge of this host's own.", [nameof(Forge)]);
        }

        foreach (var (name, check) in Checks)
        {
            if (check.Command.Count == 0 || string.IsNullOrWhiteSpace(check.Command[0]))
            {
                yield return new ValidationResult($"The check '{Printable.Quote(name)}' has no command. Give it one, as a list: the program, then each argument.", [nameof(Checks)]);
            }

            if (check.Timeout <= TimeSpan.Zero || check.Timeout > TimeSpan.FromDays(1))
            {
                yield return new ValidationResult($"The timeout of the check '{Printable.Quote(name)}' is {check.Timeout}. Give it more than zero and at most a day.", [nameof(Checks)]);
            }
        }
    }
}
