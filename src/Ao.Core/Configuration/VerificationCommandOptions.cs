using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>One command of a verification.</summary>
public sealed class VerificationCommandOptions
{
    /// <summary>Gets or sets its name.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>Gets or sets the program and its arguments.</summary>
    [Required]
    [MinLength(1)]
    public IList<string> Command { get; set; } = [];

    /// <summary>Gets or sets the names of variables of the host that it may see. Of itself it sees only <c>PATH</c>, a new and empty home folder and the like: it runs what an agent has written.</summary>
    public IList<string> PassEnvironment { get; set; } = [];

    /// <summary>Gets or sets how long it may run.</summary>
    /// <value>The default is 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);
}
