using Ao.Configuration;
using Ao.Projects;
using Microsoft.Extensions.Options;

namespace Ao.Consents;

/// <summary>Whom a question is brought to, and from when on.</summary>
/// <remarks>A notifier speaks for the projects that name it. One that the escalation names is asked, and can answer, from its step on; every other one at once.</remarks>
internal sealed class ConsentAudience(ProjectCatalog projects, ConsentCourses courses, IOptions<AoOptions> options)
{
    /// <summary>Gives the notifiers that a question may be brought to.</summary>
    public IReadOnlyCollection<string> Of(Consent consent) => projects.Find(consent.Project) is { } project ? [.. project.Options.Notifiers] : [];

    public bool IsAudience(Consent consent, string notifier) => Of(consent).Contains(notifier, StringComparer.OrdinalIgnoreCase);

    /// <summary>Tells whether a notifier was asked.</summary>
    public bool IsAsked(Consent consent, string notifier) =>
        IsAudience(consent, notifier) && (!IsStep(notifier) || courses.Of(consent.Id).Reached.Contains(notifier, StringComparer.OrdinalIgnoreCase));

    /// <summary>Gives what completes once a notifier is to be asked.</summary>
    public Task ReachedAsync(Consent consent, string notifier) => IsStep(notifier) ? courses.ReachedAsync(consent.Id, notifier) : Task.CompletedTask;

    private bool IsStep(string notifier) => options.Value.Consent.Escalation.Any(step => string.Equals(step.Notifier, notifier, StringComparison.OrdinalIgnoreCase));
}
