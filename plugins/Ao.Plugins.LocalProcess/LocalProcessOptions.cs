using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.LocalProcess;

/// <summary>The options of the local-process runtime.</summary>
internal sealed class LocalProcessOptions : IValidatableObject
{
    /// <summary>Gets or sets the user that agents run as, by name or number. The host must be root, and agents then see nothing below the data folder but their own folders.</summary>
    /// <value>The default is <see langword="null"/>: the host's own.</value>
    public string? User { get; set; }

    /// <summary>Gets or sets whether agents that run as another user have no network but a loopback of their own. Nothing outside can be reached then: no model, and no tools of the host's.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool CloseNetwork { get; set; }

    /// <summary>Gets or sets how long writing to a program may make no progress before it fails.</summary>
    /// <value>The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long a run's keeper is given to come alive.</summary>
    /// <value>The default is 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CloseNetwork && User is null)
        {
            yield return new ValidationResult("The network is closed for agents of another user only, and the option User names none. Name one, or remove CloseNetwork.", [nameof(CloseNetwork)]);
        }
    }
}
