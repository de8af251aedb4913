using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab;

/// <summary>Checks what attributes cannot say, all at once.</summary>
internal sealed class GitLabOptionsValidator : IValidateOptions<GitLabOptions>
{
    private const int MinSecret = 8;

    public ValidateOptionsResult Validate(string? name, GitLabOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();
        if (options.Address is { } address && (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0))
        {
            errors.Add("Address: it must be an absolute https address without user, query and fragment, such as https://gitlab.example.org.");
        }
        else if (options.Address is { Scheme: "http", IsLoopback: false })
        {
            errors.Add("Address: over http the token could be read by anybody on the way. Use https; http is for this machine only.");
        }

        foreach (var (project, path) in options.Projects)
        {
            if (!ProjectPath.IsOne(path))
            {
                errors.Add($"Projects:{Printable.Quote(project)}: '{Printable.Quote(path)}' is no path of a GitLab project. Give it as group/name.");
            }
        }

        if (options.GitAddress is { } git && !git.Contains("{path}", StringComparison.Ordinal))
        {
            errors.Add("GitAddress: it does not hold {path}, which stands for the project. Give it as https://host/{path}.git.");
        }

        Validate(errors, options.Git);
        RequireSecret(errors, nameof(options.WebhookSecret), options.WebhookSecret);
        RequireSecret(errors, nameof(options.WebhookSigningToken), options.WebhookSigningToken);
        if (options.Token is { } token && (token.Length == 0 || token.Any(static character => character is <= ' ' or > '~')))
        {
            errors.Add("Token: it is empty or holds characters that no token has. Copy it anew.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Validate(List<string> errors, GitLabGitOptions git)
    {
        var found = new List<ValidationResult>();
        if (!Validator.TryValidateObject(git, new ValidationContext(git), found, validateAllProperties: true))
        {
            errors.AddRange(found.Select(static result => $"Git: {result.ErrorMessage}"));
        }
    }

    private static void RequireSecret(List<string> errors, string name, string? secret)
    {
        if (secret is { Length: < MinSecret })
        {
            errors.Add($"{name}: it is shorter than {MinSecret} characters, so that it could be guessed. Make a longer one, here and at GitLab.");
        }
    }
}
