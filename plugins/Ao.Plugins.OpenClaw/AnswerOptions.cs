using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.OpenClaw;

/// <summary>Who may answer questions, and how their answers are proved.</summary>
internal sealed class AnswerOptions
{
    /// <summary>Gets or sets the secret that the gateway's hook signs answers with: 16 characters or more, and not the token.</summary>
    [Required]
    public string Secret { get; set; } = "";

    /// <summary>Gets or sets who may answer: a channel and the sender's id on it, as in <c>telegram:12345</c>.</summary>
    [MinLength(1)]
    public IList<string> Operators { get; set; } = [];
}
