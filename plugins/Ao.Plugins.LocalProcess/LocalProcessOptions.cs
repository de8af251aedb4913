using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.LocalProcess;

/// <summary>The options of the local-process runtime.</summary>
internal sealed class LocalProcessOptions
{
    /// <summary>Gets or sets how long writing to a program may make no progress before it fails.</summary>
    /// <value>The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long a run's keeper is given to come alive.</summary>
    /// <value>The default is 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
