"""What the site says of itself to everybody."""

from flask import Blueprint, render_template

from literacy.web.access import public

blueprint = Blueprint("about", __name__)


@blueprint.get("/about/accessibility")
@public
def accessibility() -> str:
    return render_template("about/accessibility.html")
